/* print_row.h - one job of the print queue as its line on a page, with what may be done. */
#ifndef PAGE_PRINT_ROW_H
#define PAGE_PRINT_ROW_H

#include "page/view_work.h"
#include "page/visit.h"
#include "sql/print_queue.h"

/* Rekomendasi 400.12.2.1/123/406.08/2026 */
const char	*print_row_paper(struct visit *, const char *kind, const char *number);
/* waiting: all of the office that are not final, for "this paper waits elsewhere". */
struct view_print_row	 print_row_view(struct visit *, const struct print_waiting_rows *waiting,
			    const struct print_waiting_row *);
/* A list of options: "" first, then words with their labels; the one equal to now is selected. */
struct view_option_list	 print_options_kind(struct visit *, const char *now);
struct view_option_list	 print_options_state(struct visit *, const char *now);
/* Printers in use by id; all: "Semua" first.  -1: v->err. */
int	 print_options_printer(struct visit *, bool all, int64_t now, struct view_option_list *ret);
/* The 409 that an order gets when the office has no active printer. */
void	 print_no_printer(struct visit *);

#endif
