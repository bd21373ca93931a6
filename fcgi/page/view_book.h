/* view_book.h - places where papers beside the letter are had: blank forms, books and reports,
 * the settings of receipts. */
#ifndef PAGE_VIEW_BOOK_H
#define PAGE_VIEW_BOOK_H

#include "page/view_form.h"

/* /formulir */
struct blank_form_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 copies;	/* lembar */
	bool			 may_print;
};

/* /register/cetak */
struct book_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 kind;		/* kertas */
	struct view_field	 first, last;	/* dari, sampai */
	struct view_field	 no_first, no_last, year;	/* nomor_dari, nomor_sampai, tahun */
	bool			 may_print;
};

/* /pengaturan/tanda-bukti */
struct receipt_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 receipt;	/* cetak_sendiri: YA TIDAK */
	struct view_field	 paper;		/* kertas */
};

#endif
