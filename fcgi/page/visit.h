/*
 * visit.h - one request in the hands of a handler: who asks, for what, with which
 * means; and the answers that every page has in common.
 */
#ifndef PAGE_VISIT_H
#define PAGE_VISIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/day.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/route.h"
#include "page/view_case.h"
#include "page/view_form.h"
#include "sop/password.h"
#include "sop/role.h"
#include "sop/session.h"
#include "store/act.h"
#include "store/change.h"
#include "store/db.h"

/* What a process knows for all its requests. */
struct site {
	const struct conf	*conf;
	const char		*origin;	/* http://localhost:8080 */
	uint8_t			 secret[32];	/* keys the CSRF tokens */
	const char		*fonts;		/* folder of the letter's font */
	const char		*signd;		/* socket of rekam-signd */
	const char		*render;	/* socket of rekam-render; "" but in the pool upload */
	const char		*print_hint;	/* socket of rekam-printd */
	const char		*backup;	/* folder with the backup's last result */
	const struct box_key	*scan_key;	/* opens the pictures of papers; pool upload only, else NULL */
	const struct route	*routes;	/* the whole site, for the page of rights */
	size_t			 routes_n;
	struct password_list	 common;	/* passwords that everybody tries; pool auth only */
	bool			 demo;		/* pages say that the data are fictional */
};

struct who {
	int64_t		 user;		/* 0: nobody is logged in */
	int64_t		 office;
	const char	*name, *username, *office_name;
	role_set	 roles;
	struct bytes	 token_hash;
	enum session_state	 state;		/* anything but SESSION_OPEN sees no page of the office */
	struct utc	 seen_at, fresh_at;
	bool		 scans;		/* the office keeps pictures of papers */
	bool		 training;	/* office is the training office, roles are those practised */
	bool		 pin;		/* has one for the quick unlock, and tries left */
	int64_t		 idle_minutes;
	const char	*agenda_format;	/* sop/number.h */
	const char	*policy;	/* of passwords: office.password_policy */
};

struct visit {
	const struct site	*site;
	struct arena		*arena;
	struct db		*db;
	const struct request	*req;
	struct reply		*reply;
	struct route_match	 match;
	struct utc		 now;
	struct day		 today;		/* WIB */
	struct who		 who;
	const char		*csrf;		/* token for the forms of this page */
	struct act		 act;		/* for the store */
	bool			 poke_printer;	/* something was put into the print queue */
	struct err		 err;		/* of the last failure, for the log */
};

/* The agenda number as this office writes it; "" for 0. */
const char	*visit_agenda(const struct visit *, int64_t no, int64_t year);
/* The {id} of the route. */
int64_t		 visit_id(const struct visit *);
bool		 visit_has(const struct visit *, role_set any);
/* 32 hex digits: the shape of `permintaan`. */
bool		 visit_request_id_ok(const char *);
/* `tindakan` of a form with several buttons; "" when absent. */
const char	*visit_action(const struct visit *);
/* Is it this one?  Otherwise the answer was made: no page of ours has such a button. */
bool		 visit_action_is(struct visit *, const char *word);
/* `versi`; -1 when absent or malformed: no case has that version. */
int64_t		 visit_version(const struct visit *);

/* The act of one of many cases that a form is about: the same form sent twice is the same request for each
 * of them. */
struct act	 visit_act_for(struct visit *, int64_t case_id);

/* Frame of a page: navigation, state of the parts, notice after a redirect. */
struct layout	 visit_layout(struct visit *, const char *title);
/* Whose program this is, where it serves one office only: for pages without a login (pool auth). */
const char	*visit_office_name(struct visit *);
/* Breadcrumb Beranda > label (href) > title. */
void		 visit_crumb(struct visit *, struct layout *, const char *href, const char *label);
/* Hidden fields of a form; after an error the request id that was sent is kept,
 * so that the corrected form is still the same one. */
struct view_form	 visit_form(struct visit *, const char *action, int64_t version);
/* When the page of the form that was sent was made (its request id carries it);
 * now, when the form does not say or says something absurd. */
struct utc	 visit_form_opened(const struct visit *);
struct out	*visit_page(struct visit *, int status);

/* 303 to path with a word of notice.h. */
void		 visit_done(struct visit *, const char *path, const char *notice);

/* Answers that are not the page that was asked for. */
void		 visit_error(struct visit *, int status);
void		 visit_error_text(struct visit *, int status, const char *heading, const char *text);
/* 403, with a trace of who tried what; why: a word for the audit trail. */
void		 visit_denied(struct visit *, const char *why);
/* The database (or another part) failed: 503 when it is away, else 500. */
void		 visit_failed(struct visit *);
/* 409: the case went on without us. */
struct form_field;
void		 visit_conflict(struct visit *, enum move attempted, const char *verb,
		    const char *go_on, const struct form_field *form);
/* Everything but CHANGE_DONE and CHANGE_REFUSED has the same answer everywhere;
 * location is where CHANGE_DONE and CHANGE_REPEATED go. */
void		 visit_change_end(struct visit *, enum change_end, enum move attempted,
		    const char *go_on, const char *location, const char *notice,
		    const struct form_field *form);

#endif
