/*
 * view_people.h - pages about people: lock, own account, first password, users, rights, clock.
 */
#ifndef PAGE_VIEW_PEOPLE_H
#define PAGE_VIEW_PEOPLE_H

#include "page/view_case.h"
#include "page/view_form.h"

/* A form that waits behind a proof (page/hold.h). */
struct view_hidden {
	const char	*name;		/* its own name */
	const char	*held;		/* the name under which it waits */
	const char	*value;
};

struct view_held {
	const char	*to;		/* where it is sent; NULL: nothing waits */
	const struct view_hidden	*at;
	size_t		 n;
};

/* /kunci, /masuk-ulang */
struct lock_page {
	struct layout		 layout;
	struct view_form	 form;
	const char		*heading, *text, *verb, *who;
	struct view_field	 secret;	/* rahasia */
	const char		*next;		/* `lanjut` */
	struct view_held	 held;
};

/* After the proof: the form goes on. */
struct held_page {
	struct layout		 layout;
	const char		*csrf_token;
	struct view_held	 held;
};

/* /masuk/pertama: the owner sets the first password. */
struct first_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 username, code, password, again;
	const char		*rules;
};

struct view_session {
	int64_t		 id;
	const char	*browser, *address;
	struct utc	 begun_at, seen_at;
	bool		 mine;		/* the one that shows this page */
	bool		 locked;
};

struct view_session_list {
	const struct view_session	*at;
	size_t				 n;
};

/* /akun */
struct account_page {
	struct layout		 layout;
	struct view_form	 form;		/* /akun/sesi */
	const char		*username, *name, *nip, *roles, *office;
	struct utc		 password_at;
	const char		*policy;	/* in words */
	bool			 pin;
	struct day		 valid_to;
	struct view_session_list sessions;
};

/* /akun/kata-sandi */
struct password_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 present, password, again;
	const char		*rules;		/* what the policy asks */
	const char		*why;		/* NULL: by free will */
	const char		*username;	/* for the browser's password manager */
};

/* /akun/pin */
struct pin_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 pin, again;
	bool			 has;
};

struct view_user {
	const char	*href, *username, *name, *nip, *roles;
	struct view_status status;	/* Aktif, Nonaktif, Menunggu aktivasi, Berakhir */
	struct day	 valid_to;
	struct utc	 seen_at;	/* of an open session; us == 0: none */
	int64_t		 sessions;
};

struct view_user_list {
	const struct view_user	*at;
	size_t			 n;
};

/* /pengguna */
struct users_page {
	struct layout		 layout;
	struct view_user_list	 users;
	int64_t			 active;
};

/* /pengguna/baru, /pengguna/{id} */
struct user_page {
	struct layout		 layout;
	struct view_form	 form;
	bool			 fresh;		/* a new one */
	struct view_user	 user;
	struct view_field	 username, name, nip, valid_to, assignment;
	struct view_field_list	 roles;		/* tick boxes peran_WORD */
	const char		*roles_error;
	struct utc		 created_at, password_at, code_ends_at;
	struct view_session_list sessions;
	bool			 active;
	bool			 otp;		/* has a second factor, which may be removed */
};

/* The one-time code, shown once. */
struct code_page {
	struct layout		 layout;
	const char		*name, *username;
	const char		*code;		/* NULL: it was shown before */
	int			 days;
	const char		*go_on;
};

struct view_tick {
	bool		 yes;
	const char	*role;		/* label of the column */
};

struct view_tick_list {
	const struct view_tick	*at;
	size_t			 n;
};

/* /pengguna/hak: made from the table of addresses and THE TABLE */
struct view_right {
	const char	*what;		/* POST /permohonan/{id}/verifikasi; Nyatakan sesuai */
	const char	*detail;	/* from which states; pool */
	struct view_tick_list may;	/* one a role, in the order of enum role */
	bool		 everybody;	/* also without logging in */
	bool		 system;	/* nobody: the program itself */
	bool		 fresh;		/* the password again */
};

struct view_right_list {
	const struct view_right	*at;
	size_t			 n;
};

struct view_right_state {
	const char		*label;		/* Berkas diterima */
	struct view_right_list	 moves;
};

struct view_right_states {
	const struct view_right_state	*at;
	size_t				 n;
};

struct rights_page {
	struct layout		 layout;
	struct view_tick_list	 roles;		/* the columns */
	struct view_right_list	 places;
	struct view_right_states states;
};

/* /jam */
struct clock_page {
	struct layout		 layout;
	struct view_form	 form;
	struct utc		 now, mark;
	const char		*verdict;	/* sentence; NULL: the clock is good */
	const char		*command;	/* what to type in a terminal */
	bool			 may_accept;
};

#endif
