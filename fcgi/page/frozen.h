/*
 * frozen.h - a paper as it was frozen: its bytes, held against their hash each time they are shown.
 */
#ifndef PAGE_FROZEN_H
#define PAGE_FROZEN_H

#include "page/visit.h"
#include "sql/document.h"

/* 1; 0: this office has no such paper, or it is not frozen yet; -1 (ERR_BROKEN: other bytes now). */
int	 frozen_read(struct visit *, int64_t document, struct document_bytes_row *ret);

#endif
