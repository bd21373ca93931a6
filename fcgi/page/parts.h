/* parts.h - one line per part of the system: printer, backup. */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "page/view_work.h"
#include "page/visit.h"

/* One printer as its last seen state. */
struct print_printers_row;
struct view_part	 parts_printer(const struct print_printers_row *);
/* The printers as their last seen state; 0, -1 (v->err). */
int	 parts_printers(struct visit *, struct view_part_list *ret);
/* Printers and the last backup. */
int	 parts_read(struct visit *, struct view_part_list *ret);

#endif
