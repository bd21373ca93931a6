/*
 * view_gallery.h - every component once, for the eye and for the tests.
 */
#ifndef PAGE_VIEW_GALLERY_H
#define PAGE_VIEW_GALLERY_H

#include "page/view_step.h"
#include "page/view_work.h"

/* /contoh: gallery of the components */
struct gallery_page {
	struct layout		 layout;
	struct view_field_list	 fields;
	struct view_error_list	 errors;
	struct view_case	 head;
	struct view_task_list	 tasks;
	struct view_paper_list	 papers;
	struct view_event_list	 events;
	struct view_requirement_list requirements;
	struct view_banner_list	 banners;
	struct view_part_list	 parts;
	struct capture_live	 live;
};

#endif
