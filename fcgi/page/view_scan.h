/* view_scan.h - what /permohonan/{id}/gambar-berkas shows. */
#ifndef PAGE_VIEW_SCAN_H
#define PAGE_VIEW_SCAN_H

#include "page/view_case.h"
#include "page/view_form.h"

struct view_scan {
	const char	*id, *label, *src;	/* src NULL: removed */
	int64_t		 width, height;
	struct utc	 at, removed_at;
	const char	*who, *removed_by;
};

struct view_scan_list {
	const struct view_scan	*at;
	size_t			 n;
};

/* tindakan UNGGAH (syarat, file berkas), HAPUS (gambar) */
struct scans_page {
	struct layout			 layout;
	struct view_case		 head;
	struct view_form		 form;
	const char			*error;
	bool				 off, no_key, may_add, may_remove;
	struct view_requirement_list	 requirements;	/* what a picture may be of */
	struct view_scan_list		 scans;
};

#endif
