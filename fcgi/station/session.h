/*
 * session.h - what the station keeps of one applicant, private to the API: jobs
 * with their previews and records, and the templates that make the gallery.
 */
#ifndef STATION_SESSION_H
#define STATION_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "station/api.h"
#include "station/quality.h"
#include "station/secret.h"

#define SESSION_JOBS	64	/* ten fingers, several tries each; then the oldest goes */
#define SESSION_USED	512	/* job ids remembered beyond the session */

struct job {
	char	 id[37], officer[65], driver[33];
	bool	 verify;		/* VERIFIKASI: compare only, no record */
	int	 finger, timeout_s;
	enum station_state state;
	enum station_reason reason;
	int	 quality, same_as, score, width, height, ppi;
	int	 quality_min;		/* of the order; below: refused as poor */
	enum station_cause cause;
	int64_t	 ordered;		/* monotonic */
	struct secret preview, record;
	/* of a print refused as poor, for the officer who takes it all the same; the
	 * best of a finger alone is kept */
	struct secret held_png, held_print;
	bool	 swipe;
};

struct session {
	bool	 on;
	char	 casefile[37];
	int64_t	 used;			/* monotonic, of the last request for it */
	struct job job[SESSION_JOBS];
	size_t	 jobs;
	struct secret print[11];	/* templates by finger */
	struct secret box[11];		/* the same, sealed for the server (template_box.h) */
};

struct job	*session_job(struct session *, const char *id);	/* NULL: unknown */
/* Room for a new job, zeroed; drops the oldest finished one when full. */
struct job	*session_job_new(struct session *);
void		 session_wipe(struct session *);
/* Keeps the template for the gallery and, sealed, for the server.  0, -1. */
int		 session_keep(struct session *, int finger, struct bytes print,
		    const struct seal_station_key *, struct err *);
void		 job_end(struct job *, enum station_state, enum station_reason);
/*
 * Works on the image of a job: quality, same finger, record, preview.  Leaves
 * the job done or failed; true: its template belongs into the gallery.
 */
bool		 job_take(struct job *, const struct link_event *, const struct reader_info *,
		    const char *casefile, const struct station_api_config *, struct err *);
/* Of several held prints of that finger the best stays. */
void		 session_hold_best(struct session *, struct job *);
/* The officer takes what was refused as poor: sealed and marked so.  false: there is
 * nothing to take (another reason, or not the best). */
bool		 job_accept(struct session *, struct job *, const struct station_api_config *, struct err *);

#endif
