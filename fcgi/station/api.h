/*
 * api.h - the station API, without a transport: one reader, one job at a time,
 * one case per session.
 *
 *	GET  /v1/health
 *	GET  /v1/selftest			{"tests":[{"name","ok","text"}]}: keys, seal, reader, memory
 *	POST /v1/captures			order; 202, 400, 409 busy|used, 503 reader_away
 *	GET  /v1/captures/JOB
 *	GET  /v1/captures/JOB/preview		image/png, when an image was taken
 *	GET  /v1/captures/JOB/blob		sealed record, only in state done
 *	GET  /v1/captures/JOB/template		the finger's, for this station only; in state done
 *	POST /v1/captures/JOB/cancel
 *	POST /v1/captures/JOB/accept		a print refused as poor is taken: done
 *	POST /v1/sessions/CASE/templates/F	body: what /template gave, by a session before
 *	POST /v1/records/CASE			a photo or signature is sealed; see below
 *	POST /v1/sessions/CASE/end
 *
 * An order is {"job","case","finger","officer","purpose","timeout","quality_min",
 * "known"}; known lists the fingers of which the asker has templates: what the session
 * lacks of them is answered 409 templates with "missing", and the order repeated after
 * they were given.  /accept is 409 not_held where another reason than quality refused
 * it, or a better print of the finger is held.
 *
 * The body of /v1/records is one line of JSON {"job","officer","kind":"FOTO"|
 * "TANDA_TANGAN"|"FOTO_KECUALI","format":"png"|"jpeg","width","height"}, '\n', the image; the answer is
 * the sealed record.  Nothing of it is kept.
 *
 * A session begins with the first order for a case and ends with /end, with an
 * order for another case, or 15 minutes after its last use.  With it go the
 * gallery, previews and records, and the reader process is started afresh.  A
 * job id is used once; the same order again is answered 202 without effect.
 * Images lie in sodium_malloc memory only until they are sealed.
 */
#ifndef STATION_API_H
#define STATION_API_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/err.h"
#include "station/keys.h"
#include "station/reader_link.h"

struct station_api;

struct station_api_config {
	const char	*code;		/* of the station, <= 31 bytes */
	const char	*export_public;	/* path of export.pub, read for each record */
	const char	*epoch;		/* "auto" or "2026-11" */
	const struct seal_station_key *key;
	struct reader_link *link;
	int		 quality_min;	/* below: refused as poor */
	int64_t		(*now)(void);	/* microseconds, monotonic; NULL: mono_us */
};

struct station_reply {
	int		 status;
	const char	*type;		/* application/json, image/png, application/octet-stream */
	struct bytes	 body;		/* valid until the next call */
};

struct station_api	*station_api_create(const struct station_api_config *, struct err *);
void	 station_api_free(struct station_api *);	/* wipes */
/* path without query.  Always answers. */
void	 station_api_handle(struct station_api *, const char *method, const char *path,
	    struct bytes body, struct station_reply *ret);
/* Takes in what the reader said and looks at the clock; call it when
 * station_api_fd() is readable and at least every 200 ms. */
void	 station_api_step(struct station_api *);
int	 station_api_fd(const struct station_api *);	/* -1: nothing to poll now */

#endif
