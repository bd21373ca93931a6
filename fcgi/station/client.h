/*
 * client.h - how rekam-web speaks to a station host (the only libcurl).
 *
 * url is "unix:/path/to/socket" (same machine, through its nginx) or
 * "https://host[:port]".  Calls are short: 300 ms to connect, 1500 ms in all
 * (https: 1 s with its handshake, 2.5 s); three failures in a row open a
 * circuit breaker and for 5 s every call answers ERR_AWAY at once.  No call ever waits for a finger.
 *
 * Errors: ERR_AWAY     station, its reader or the way to it is not there
 *         ERR_BUSY     another capture is going on (order only)
 *         ERR_NOT_FOUND  the station does not know this job (restart, session ended)
 *         ERR_CONFLICT   the job id was used before for something else
 *         ERR_INPUT      the station refused the order as malformed
 *         ERR_BROKEN     the answer is not what the API promises
 */
#ifndef STATION_CLIENT_H
#define STATION_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/conf.h"
#include "base/err.h"
#include "station/word.h"

struct station_client;

struct station_health {
	char	 station[41];		/* its code: STASIUN-1 */
	char	 state[8];		/* idle busy away */
	char	 public_key[65];	/* Ed25519 of the station, hex */
	char	 epoch[8];		/* export key in use: 2026-11 */
	int64_t	 failures;		/* deaths of the reader process since the start */
	bool	 present;		/* a reader is connected */
	bool	 image;			/* it delivers images (no match-on-chip) */
	bool	 swipe;
	char	 driver[41];
	char	 name[97];
	int	 ppi;			/* native, 0: unknown */
	int64_t	 now;			/* its clock, seconds since 1970 */
};

struct station_order {
	const char	*job;		/* fresh uuid, lower case; repeat the same one to retry */
	const char	*casefile;	/* uuid of the case */
	int		 finger;	/* ISO 1..10 */
	const char	*officer;	/* id of the user, for the sealed header; <= 63 bytes */
	const char	*purpose;	/* "REKAM" or "VERIFIKASI" */
	int		 timeout;	/* seconds to wait for the finger, 5..60; 0: 30 */
	int		 quality_min;	/* 0..100, refused as poor below; -1: the station's own */
	unsigned	 known;		/* bits 1..10: fingers of which we have templates */
};

struct station_picture {
	const char	*job, *casefile, *officer;	/* as in an order */
	const char	*kind;		/* SEAL_FACE, SEAL_SIGN or SEAL_EXCEPTION */
	bool		 png;		/* else JPEG */
	int		 width, height;
	struct bytes	 image;
};

struct station_status {
	enum station_state	 state;
	enum station_reason	 reason;
	int	 finger;
	int	 quality;		/* 0..100, home-made; never call it NFIQ */
	int	 same_as;		/* finger it resembles, 0: none */
	int	 score;			/* best match score, 0: nothing compared */
	int	 width, height, ppi;
	char	 driver[41];
	int64_t	 age_ms;		/* since the order */
	enum station_cause cause;	/* what a poor image lacks */
	bool	 held;			/* refused as poor, and station_accept would take it */
};

#define STATION_TESTS	8

/* One line of the station's self-test. */
struct station_test {
	char	 name[24];		/* kunci_stasiun kunci_ekspor segel alat memori jam */
	bool	 ok;
	char	 text[120];
};

/* One per process and station; keeps one connection.  NULL: no memory, bad url.
 * For https, conf names the certificates: [station] ca, cert, key. */
struct station_client	*station_client_create(const char *url, const struct conf *,
			    struct err *);
void	 station_client_free(struct station_client *);
/* For who has time (an administrator at a terminal): so long to connect and in all. */
void	 station_client_patience(struct station_client *, int ms);

/* All: 0, or -1 with the error.  Outputs only on success. */
int	 station_health(struct station_client *, struct station_health *ret, struct err *);
/* 1: nothing was ordered; the station lacks templates of the fingers in ret_missing
 * (bits), which are to be given by station_template_put, then ordered again. */
int	 station_order(struct station_client *, const struct station_order *, unsigned *ret_missing, struct err *);
/* What the station finds when it looks at itself; at most STATION_TESTS lines. */
int	 station_selftest(struct station_client *, struct station_test *ret, size_t *ret_n, struct err *);
int	 station_status(struct station_client *, const char *job,
	    struct station_status *ret, struct err *);
/* PNG at most 160 px wide; only in state done. */
int	 station_preview(struct station_client *, struct arena *, const char *job,
	    struct bytes *ret_png, struct err *);
/* Sealed record "rekam-bio-1"; check it with seal_verify() before it is stored. */
int	 station_blob(struct station_client *, struct arena *, const char *job,
	    struct bytes *ret_record, struct err *);
/* The finger's template, sealed for that station alone (template_box.h); in state done. */
int	 station_template(struct station_client *, struct arena *, const char *job,
	    struct bytes *ret_box, struct err *);
/* ERR_INPUT: it is not of this station (any more), case or finger. */
int	 station_template_put(struct station_client *, const char *casefile, int finger, struct bytes box,
	    struct err *);
/* Takes the held print of a job that was refused as poor; ERR_CONFLICT: none is held. */
int	 station_accept(struct station_client *, const char *job, struct err *);
/* Seals a picture for the export role; nothing of it is kept.  Check the record with
 * seal_verify() before it is stored. */
int	 station_seal(struct station_client *, struct arena *, const struct station_picture *, struct bytes *ret_record,
	    struct err *);
int	 station_cancel(struct station_client *, const char *job, struct err *);
int	 station_end(struct station_client *, const char *casefile, struct err *);

#endif
