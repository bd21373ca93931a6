/*
 * view_layout.h - what every page shows around its own content.
 *
 * Convention of all view headers: the handler fills display-ready values that
 * live in the request's arena; the template only places them.  Text that is
 * absent is NULL or ""; a number that is absent is 0; struct day y == 0 and
 * struct utc us == 0 are absent.  Lists are {at, n}.  href, action and src are
 * addresses, everything else is text (escaped by the template compiler).
 */
#ifndef PAGE_VIEW_LAYOUT_H
#define PAGE_VIEW_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "sop/sop.h"		/* enum tone */

struct view_nav {
	const char	*href, *label;
	bool		 current;	/* we are in this place */
	int64_t		 count;		/* what waits there for me; 0: no badge */
};

struct view_nav_list {
	const struct view_nav	*at;
	size_t			 n;
};

/* breadcrumb: the last one is the page itself and has no href */
struct view_crumb {
	const char	*href, *label;
};

struct view_crumb_list {
	const struct view_crumb	*at;
	size_t			 n;
};

/* State of a part of the system, on top of the page as long as it lasts. */
struct view_banner {
	enum tone	 tone;		/* TONE_PROBLEM, TONE_WAIT, TONE_WORK (just information) */
	const char	*text;		/* "Printer tidak terhubung. Berkas PDF tetap tersimpan." */
	const char	*href, *link;	/* where to look; link is the words */
};

struct view_banner_list {
	const struct view_banner	*at;
	size_t				 n;
};

/* One line "printer: siap", "cadangan terakhir: ..." with its place. */
struct view_part {
	const char	*label;		/* Printer, Alat pemindai, Cadangan data, Basis data */
	const char	*state;		/* the words */
	enum tone	 tone;
	struct utc	 at;
	const char	*href;
};

struct view_part_list {
	const struct view_part	*at;
	size_t			 n;
};

struct layout {
	const char		*title;		/* without "Galat:" and without the program's name */
	bool			 failed;	/* title begins with "Galat:" */
	const char		*office;	/* Kecamatan Watulimo */
	const char		*user;		/* name; NULL: nobody is logged in, no navigation */
	const char		*roles;		/* "Petugas Loket, Petugas Perekaman" */
	struct view_nav_list	 nav;
	struct view_crumb_list	 crumbs;	/* n == 0: none */
	struct view_banner_list	 banners;
	const char		*notice;	/* after a redirect: what was done */
	const char		*csrf_token;	/* for the log-out form; forms have their own */
	const char		*assets;	/* ASSETS_VERSION: files lie at /static/<assets>/ */
	bool			 training;	/* the training office: a band says so on every page */
	const char		*back;		/* where Esc goes; NULL: nowhere */
	bool			 may_create;	/* shows "Permohonan baru" (F2) */
	bool			 may_search;	/* shows the search box (F3 and /) */
	const char		*search;	/* what was searched, to be shown again */
	bool			 demo;		/* says that the data are fictional */
	const char		*here;		/* path of this page, where Kunci leads back to */
	int64_t			 idle_seconds;	/* without a sign of life the page locks; 0: never */
	bool			 pin;		/* a PIN unlocks it */
};

#endif
