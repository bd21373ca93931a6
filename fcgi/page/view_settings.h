/* view_settings.h - /pengaturan: what the administrator may change in the browser. */
#ifndef PAGE_VIEW_SETTINGS_H
#define PAGE_VIEW_SETTINGS_H

#include "page/view_form.h"

struct settings_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 sign_mode;	/* cara_tanda_tangan: TINTA ELEKTRONIK */
	const char		*office, *region_code, *agency_code, *letter_class, *sop_number;
	int			 copies;
};

#endif
