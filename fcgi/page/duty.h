/* duty.h - what the pages under /pelindungan-data share. */
#ifndef PAGE_DUTY_H
#define PAGE_DUTY_H

#include "duty/affected.h"
#include "duty/inventory.h"
#include "duty/register.h"
#include "page/view_duty.h"
#include "page/visit.h"

/* Who opens cases and lists of persons: KASI SEKCAM CAMAT. */
#define DUTY_LEADERS	(ROLE_BIT(KASI) | ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))
/* Who writes incidents, and sees their clock on every page. */
#define DUTY_WRITERS	(DUTY_LEADERS | ROLE_BIT(ADMIN))

/* Is this address one of those under Pelindungan Data? */
bool		 duty_place(const char *path);
/* Breadcrumb Beranda > Pelindungan Data > title. */
void		 duty_crumb(struct visit *, struct layout *);
struct view_due	 duty_due(struct visit *, struct utc begun);
/* "3/2026" */
const char	*duty_number(struct visit *, int64_t no, int64_t year);
/* The words of a choice as a field. */
struct field_source;
struct view_field	 duty_choice(const struct field_source *, const char *name,
			    const struct duty_words *, const char *stored);
/* A field for one point in time: what is stored as people write it. */
struct view_field	 duty_time(const struct field_source *, const char *name, struct utc stored,
			    const char *hint);
/* `mulai` of the address, 0 when absent. */
int64_t		 duty_skip(const struct visit *);
/* "path?mulai=n"; NULL when there is nothing there. */
const char	*duty_part(struct visit *, const char *path, int64_t n, bool there);

/* What a question asks, in one sentence; user and station: their labels, or NULL. */
const char	*duty_question_text(struct visit *, const struct affected_question *,
		    const char *user, const char *station);

/* Banners of the clocks that run, for who writes; appends at most `room` and returns how many. */
size_t		 duty_banners(struct visit *, struct view_banner *at, size_t room);

/* The inventory as tables, files and counts of classes; -1 after v->err is set. */
int	 duty_inventory(struct visit *, struct view_inventory_tables *ret_tables,
	    struct view_inventory_tables *ret_files, struct view_class_counts *ret_counts,
	    struct inventory *ret);
int	 duty_retention(struct visit *, struct view_retention_rows *ret);

#endif
