/* view_register.h - agenda numbers: the proof of their series, paper slips, their grid. */
#ifndef PAGE_VIEW_REGISTER_H
#define PAGE_VIEW_REGISTER_H

#include "page/view_case.h"

/* One series and its proof. */
struct view_series {
	const char	*label;		/* "Nomor agenda", "Nomor surat keluar" */
	int64_t		 last, taken, voided, waiting;
	bool		 whole;
	const char	*trouble;	/* what is wrong, with the numbers; NULL: nothing */
};

struct view_slip {
	const char	*href;		/* its grid; NULL: nothing is left */
	int64_t		 first, last, left;
	const char	*note, *who;
	struct utc	 at;
};

struct view_slips {
	const struct view_slip	*at;
	size_t			 n;
};

struct view_void {
	int64_t		 no;
	const char	*reason, *who;
	struct utc	 at;
};

struct view_voids {
	const struct view_void	*at;
	size_t			 n;
};

/* /register/nomor: tindakan SEDIAKAN */
struct agenda_page {
	struct layout		 layout;
	struct view_form	 form;
	int			 year;
	struct view_option_list	 years;
	struct view_series	 agenda, letters;	/* letters.label NULL: not of the own series */
	struct view_slips	 slips;
	struct view_voids	 voids;
	bool			 may_reserve;
	struct view_field	 count, note;	/* jumlah, keterangan */
};

/* One slip in the grid; the names end in _NUMBER. */
struct view_slip_row {
	int64_t			 no;
	struct view_field	 day, time, nik, name, birth_day, village, recorded, guardian, complete, confirm;
	const char		*message;	/* what is wrong with it; NULL */
};

struct view_slip_rows {
	const struct view_slip_row	*at;
	size_t				 n;
};

/* /register/slip/{id}: tindakan SIMPAN, TIDAK_TERPAKAI */
struct slip_page {
	struct layout		 layout;
	struct view_form	 form;
	int64_t			 first, last, left;
	int			 year;
	const char		*note;
	struct view_slip_rows	 rows;		/* ten numbers of those that are left */
	const char		*next, *from_first;	/* the ones behind them, all from the first; NULL: none */
	bool			 may_key, may_void;
	struct view_field	 reason;	/* alasan, for TIDAK_TERPAKAI */
};

/* /register/surat-keluar */
struct view_outgoing {
	const char	*href;		/* the case; NULL: none */
	int64_t		 no;
	struct day	 day;
	const char	*number, *subject, *signer, *note;	/* signer NULL: not known */
};

struct view_outgoings {
	const struct view_outgoing	*at;
	size_t				 n;
};

struct outgoing_page {
	struct layout		 layout;
	int			 year;
	struct view_outgoings	 rows;		/* 50, newest number first */
	const char		*first, *next;
};

/* One thing to settle before the evening. */
struct view_open {
	const char	*text, *href, *link;
	bool		 bad;		/* not to be left so; otherwise it may wait until tomorrow */
};

struct view_opens {
	const struct view_open	*at;
	size_t			 n;
};

/* /register/tutup: tindakan CETAK */
struct close_page {
	struct layout		 layout;
	struct view_form	 form;
	struct day		 today;
	int64_t			 received, numbered, is_signed, recorded, finished;
	const char		*numbers;	/* "0120/2026 s.d. 0131/2026"; NULL: none */
	struct view_series	 agenda;
	struct view_opens	 opens;
	bool			 may_stop;	/* nothing bad is open: the server may be switched off */
	bool			 closed;	/* the day's papers were ordered already */
	bool			 may_print;
};

#endif
