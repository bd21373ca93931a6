/*
 * view_form.h - forms: fields, their errors, the buttons.
 *
 * Every POST form carries three hidden fields: csrf_token, permintaan (id of
 * the request: a form sent twice has one effect) and versi (version of the case
 * that was on the screen; 0: no case yet).  A page with several buttons sends
 * the chosen one as `tindakan`.
 */
#ifndef PAGE_VIEW_FORM_H
#define PAGE_VIEW_FORM_H

#include "page/view_layout.h"

struct view_option {
	const char	*value, *label;
	bool		 selected;
};

struct view_option_list {
	const struct view_option	*at;
	size_t				 n;
};

enum field_kind {
	FIELD_TEXT,
	FIELD_DIGITS,		/* inputmode numeric; blanks and dots are accepted */
	FIELD_DAY,		/* 15092009, 15-9-2009, 15/09/2009 */
	FIELD_TEL,
	FIELD_CODE,		/* one-time code: inputmode numeric, letters and blanks are accepted */
	FIELD_PASSWORD,		/* value is never shown again */
	FIELD_TEXTAREA,
	FIELD_SELECT,
	FIELD_RADIO,
	FIELD_CHECKBOX,		/* value is sent when ticked; `checked` */
	FIELD_HIDDEN
};

struct view_field {
	enum field_kind		 kind;
	const char		*name;		/* key in the form; also its id and anchor */
	const char		*label, *hint;
	const char		*error;		/* reason and remedy; NULL or "": none */
	const char		*value;		/* as typed */
	bool			 required;	/* otherwise the label says "(opsional)" */
	bool			 checked;	/* FIELD_CHECKBOX */
	bool			 readonly;
	bool			 autofocus;
	bool			 upper;		/* shown in capitals while typing (names) */
	int			 maxlength;	/* 0: none */
	int			 size;		/* width in characters; 0: full width */
	const char		*autocomplete;	/* NULL: "off" */
	struct view_option_list	 options;	/* select, radio; text: suggestions */
};

struct view_field_list {
	const struct view_field	*at;
	size_t			 n;
};

/* What was typed here before and not sent (page/kept_form.h). */
struct view_kept {
	const char	*href, *path;	/* href NULL: nothing; path: alamat of BUANG */
	const char	*csrf_token;
	struct utc	 at;
};

/* One line of the error summary; leads to the field. */
struct view_error {
	const char	*field;		/* id of the field, without # */
	const char	*text;
};

struct view_error_list {
	const struct view_error	*at;
	size_t			 n;
};

struct view_form {
	const char		*action;
	const char		*csrf_token;
	const char		*request;	/* `permintaan` */
	int64_t			 version;	/* `versi` */
	struct view_error_list	 errors;	/* summary on top of the page */
};

/* A thing that can be done: a link when href is set, else a button that sends
 * `tindakan`=value with the form around it.  why_not: it is shown disabled with
 * this sentence.  verb NULL: there is nothing to do. */
struct view_action {
	const char	*verb;
	const char	*href;
	const char	*value;
	const char	*why_not;
};

struct view_action_list {
	const struct view_action	*at;
	size_t				 n;
};

/* Something the clerk has to look at but that does not stop him (NIK rules). */
struct view_warning {
	const char	*text;
};

struct view_warning_list {
	const struct view_warning	*at;
	size_t				 n;
};

#endif
