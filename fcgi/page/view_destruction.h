/* view_destruction.h - /retensi/pemusnahan: what of the sealed images may go, the months of export keys, what was
 * destroyed.  tindakan MUSNAHKAN (daftar, terkirim, saksi), KUNCI (bulan, cara, saksi_kunci). */
#ifndef PAGE_VIEW_DESTRUCTION_H
#define PAGE_VIEW_DESTRUCTION_H

#include "page/view_form.h"
#include "page/view_case.h"

struct due_row {
	const char	*agenda, *href, *state;
	enum tone	 tone;
	int		 fingers, parts;
	struct utc	 taken_at;
};

struct due_row_list {
	const struct due_row	*at;
	size_t			 n;
};

struct month_row {
	const char	*month;		/* November 2026 */
	int		 kept, gone;
	const char	*state;
	enum tone	 tone;
	struct utc	 at;		/* destroyed; 0: not yet */
};

struct month_row_list {
	const struct month_row	*at;
	size_t			 n;
};

struct destroyed_row {
	const char	*what;		/* "12 permohonan, 96 gambar"; "Kunci ekspor November 2026" */
	const char	*how, *witness, *who;
	const char	*paper;		/* its minutes in the print queue; NULL: none, or not for this person */
	struct utc	 at;
};

struct destroyed_row_list {
	const struct destroyed_row	*at;
	size_t				 n;
};

struct destruction_page {
	struct layout			 layout;
	struct view_form		 form;		/* of the images */
	struct view_form		 key_form;
	bool				 may;
	bool				 decided;
	const char			*time, *basis;	/* of the decision */
	bool				 ask_sent;	/* the decision says: until sent to the Dinas */
	const char			*sent;		/* as typed or asked for, dd-mm-yyyy; "" none */
	struct view_field		 sent_day, witness;
	const char			*count;		/* how many are shown */
	const char			*shown;		/* hidden: their digest */
	bool				 more;		/* than are shown */
	struct due_row_list		 due;
	struct month_row_list		 months;
	bool				 key_ready;	/* a month may be chosen */
	struct view_field		 month, how, key_witness;
	struct destroyed_row_list	 done;
};

#endif
