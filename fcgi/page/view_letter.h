/* view_letter.h - what anybody is told about a letter that he holds in his hand. */
#ifndef PAGE_VIEW_LETTER_H
#define PAGE_VIEW_LETTER_H

#include "base/out.h"
#include "page/view_case.h"

/* /verifikasi-surat */
struct letter_check_page {
	struct layout		 layout;
	struct view_form	 form;		/* the errors of both forms stand in it */
	struct view_field	 code;		/* kode_verifikasi */
	struct view_field	 number, day;	/* nomor_surat, tanggal_surat */
	bool			 by_number;	/* the second form was sent */
	/* the answer */
	const char		*verdict;	/* "Asli dan berlaku"; NULL: nothing was asked */
	const char		*meaning;
	bool			 good, wait, bad;	/* one of them, or none: just information */
	const char		*letter_number;	/* NULL from here on: not to be shown */
	struct day		 letter_day;
	const char		*replaced_number;
	const char		*office;
	const char		*name;		/* masked: S*** C*** R*** */
	const char		*signer, *title;
	struct utc		 signed_at;
	struct utc		 void_at;	/* since when it does not count; none */
	bool			 unsigned_ink;	/* no signature was recorded yet */
	const char		*href;		/* of the case, for who may read it */
};

struct view_letter_key {
	const char	*id;		/* 8 hex digits, as in each code */
	const char	*print;		/* BLAKE2b-256 of the key, in groups of four */
	const char	*hex;		/* the key itself */
	bool		 current;	/* signs today */
};

struct view_letter_key_list {
	const struct view_letter_key	*at;
	size_t				 n;
};

/* /verifikasi-surat/kunci */
struct letter_keys_page {
	struct layout		 layout;
	struct day		 today;
	struct html		 qr;		/* of the key of today */
	struct view_letter_key_list	 keys;	/* the one of today first; n == 0: none was made */
};

#endif
