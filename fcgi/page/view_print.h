/* view_print.h - /cetak/{id}, /printer and /printer/rute. */
#ifndef PAGE_VIEW_PRINT_H
#define PAGE_VIEW_PRINT_H

#include "page/view_work.h"

/* /cetak/{id}: one sheet on its way, what it is and what may be done with it. */
struct view_picture {
	const char	*src;
	int		 page;
};

struct view_pictures {
	const struct view_picture	*at;
	size_t				 n;
};

struct print_job_page {
	struct layout			 layout;
	struct view_form		 form;
	struct view_print_row		 row;
	const char			*pdf;		/* the frozen bytes; NULL: not for this reader */
	struct view_pictures		 pictures;	/* of its pages; none: not for this reader */
	int				 more_pages;	/* that are not among them */
	const char			*spoiled;	/* when and why; NULL */
	const char			*replaces;	/* address of the spoiled sheet's job; NULL */
	const char			*copy;		/* Cetak ulang ke-1. Alasan: ...; NULL */
	bool				 may_spoil;	/* tindakan=LEMBAR_RUSAK, alasan */
	bool				 may_copy;	/* tindakan=SALINAN_DITANDAI, alasan */
	bool				 may_move;	/* tindakan=PINDAHKAN, printer */
	bool				 may_pc;	/* tindakan=CETAK_DARI_PC */
	struct view_field		 reason;
	struct view_field		 printer;
	const char			*detail;	/* for the administrator; "" */
};

struct view_supply {
	const char	*name;
	int		 percent;
	bool		 low;
};

struct view_supplies {
	const struct view_supply	*at;
	size_t				 n;
};

struct view_printer {
	struct view_part	 part;
	const char		*queue;
	bool			 active;
	struct view_supplies	 supplies;
	const char		*test;		/* POST address of the test page; NULL: not allowed */
};

struct view_printers {
	const struct view_printer	*at;
	size_t				 n;
};

struct printers_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_printers	 printers;
	bool			 may_route;
};

struct view_route {
	int64_t		 id;
	const char	*desk, *kind, *printer, *tray, *media;
	int64_t		 place;
};

struct view_routes {
	const struct view_route	*at;
	size_t			 n;
};

struct print_routes_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_routes	 routes;
	struct view_field	 desk, kind, place, printer, tray, media;
};

#endif
