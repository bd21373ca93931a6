/* view_settings.h - /pengaturan: what the administrator may change in the browser. */
#ifndef PAGE_VIEW_SETTINGS_H
#define PAGE_VIEW_SETTINGS_H

#include "page/view_form.h"

struct settings_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 sign_mode;	/* cara_tanda_tangan: TINTA ELEKTRONIK */
	struct view_field	 policy;	/* aturan_sandi: NIST BSSN */
	struct view_field	 idle;		/* menit_kunci: 1..60 */
	struct view_field	 same_person;	/* orang_sama: ALASAN BLOKIR */
	const char		*office, *region_code, *agency_code, *letter_class, *sop_number;
	int			 copies;
};

#endif
