/* series.h - the proof of a year's numbers, as pages show it (sop/continuity.h). */
#ifndef PAGE_SERIES_H
#define PAGE_SERIES_H

#include "page/view_register.h"
#include "page/visit.h"

/* 0, -1 (v->err).  ret_page, where wanted, gets the years, the slips and the void numbers too. */
int	 series_agenda(struct visit *, int year, struct view_series *ret, struct agenda_page *ret_page);
/* label stays NULL where the program does not give the letters' numbers. */
int	 series_letters(struct visit *, int year, struct view_series *ret);

#endif
