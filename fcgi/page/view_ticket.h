/* view_ticket.h - what people in the waiting room see and the counter that calls them: tickets, display, /cek. */
#ifndef PAGE_VIEW_TICKET_H
#define PAGE_VIEW_TICKET_H

#include "page/view_case.h"
#include "page/view_form.h"

struct view_ticket {
	const char	*id, *name, *kind;	/* name: "A 012" */
	const char	*counter;		/* "" while it waits */
	bool		 first;			/* goes before the others */
	bool		 mine;			/* I called it */
	struct utc	 since;
	int64_t		 seconds;
};

struct view_tickets {
	const struct view_ticket	*at;
	size_t				 n;
};

/* /antrean/tiket: tindakan BERI-<kind>, PANGGIL, ULANG-<id>, DILAYANI-<id>, TIDAK_HADIR-<id> */
struct ticket_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 counter;	/* loket */
	struct view_option_list	 kinds;
	struct view_tickets	 waiting, called;
	int64_t			 served, away;
	const char		*given;		/* the number that was given just now; NULL */
	const char		*display;	/* address of the public display */
};

/* /layar: no name, no case. */
struct display_page {
	const char		*assets, *office;
	struct view_tickets	 called;	/* the last first */
	int64_t			 waiting;
	struct utc		 now;
};

/* /cek: tindakan CEK */
struct case_check_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 code, born;	/* kode tgl_lahir */
	bool			 unknown;	/* no such code with that birth date */
	struct view_status	 status;	/* label NULL: nothing was asked, or unknown */
	const char		*advice, *office, *agenda;	/* agenda NULL: no number yet */
};

#endif
