/* api_priv.h - between api.c (what happens), api_http.c (what is asked) and api_case.c. */
#ifndef STATION_API_PRIV_H
#define STATION_API_PRIV_H

#include "base/day.h"
#include "station/session.h"

struct station_api {
	struct station_api_config conf;
	struct session	 session;
	struct job	*active;	/* in session.job, not final; NULL: none */
	char		 at_reader[37];	/* job the reader works on, "" none */
	struct reader_info reader;
	bool		 up;		/* the reader process answered */
	bool		 ending;	/* it was told to end: its death is no failure */
	int64_t		 down_since, sent, let_go;	/* monotonic */
	int64_t		 failures;
	struct utc	 started;
	char		 used[SESSION_USED][37];
	size_t		 used_next;
	char		*text;		/* body of the last answer, malloc'ed */
	struct secret	 sealed;	/* a record that was made on request, until the next one */
};

/* api_http.c */
struct cJSON;
void	 api_answer_json(struct station_api *, struct station_reply *, int status, struct cJSON *);
void	 api_answer_error(struct station_api *, struct station_reply *, int status, const char *word);
void	 api_answer_job(struct station_api *, struct station_reply *, int status, const char *job);
void	 api_answer_bytes(struct station_api *, struct station_reply *, const char *type, const struct secret *);
bool	 api_uuid_valid(const char *);	/* lower case */
/* 1..63 printable ASCII characters: it goes into the sealed header. */
bool	 api_officer_valid(const char *);

/* api_case.c: true when the path was one of a case, and it was answered. */
bool	 api_case(struct station_api *, const char *path, struct bytes body, struct station_reply *);

/* api_selftest.c */
void	 api_selftest(struct station_api *, struct station_reply *);

/* api.c */
bool	 api_away(const struct station_api *);
void	 api_session_begin(struct station_api *, const char *casefile);
void	 api_session_end(struct station_api *);
void	 api_start(struct station_api *, struct job *);
void	 api_cancel(struct station_api *, struct job *);
bool	 api_job_used(const struct station_api *, const char *id);
void	 api_job_remember(struct station_api *, const char *id);

#endif
