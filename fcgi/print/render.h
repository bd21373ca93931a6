/*
 * render.h - what a paper looks like and says: asked of rekam-render, a program of its own that reads
 * PDFs with poppler.  A file that breaks it costs that one answer, and what it may reach is nothing.
 *
 * One request a connection: RENDER_HEADER bytes ("RKR1", what, page, dpi and size in network order),
 * the PDF, and the answer until the end of the connection; no answer: it could not be read.
 */
#ifndef PRINT_RENDER_H
#define PRINT_RENDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/err.h"

#define RENDER_HEADER	16
#define RENDER_PDF_MOST	((size_t)16 << 20)
#define RENDER_PAGE_MOST 999
#define RENDER_DPI_LEAST 20
#define RENDER_DPI_MOST	200
#define RENDER_ANSWER_MOST ((size_t)4 << 20)

enum render_what {
	RENDER_PICTURE = 'P',	/* one page as PNG */
	RENDER_TEXT = 'T',	/* all pages, UTF-8 */
	RENDER_FACTS = 'F'	/* "Pages: 2", "JavaScript: no", "Encrypted: no" ... a line each */
};

struct render_request {
	enum render_what what;
	int	 page;		/* 1 .. RENDER_PAGE_MOST */
	int	 dpi;
	size_t	 size;		/* of the PDF, 1 .. RENDER_PDF_MOST */
};

void	 render_header(const struct render_request *, uint8_t ret[RENDER_HEADER]);
/* False: nothing that a client of ours would say. */
int	 render_header_read(const uint8_t header[RENDER_HEADER], struct render_request *ret);

/* 0; -1: ERR_AWAY (the program does not answer), ERR_INPUT (no PDF that can be read, or no such page),
 * ERR_FULL (the answer is too large).  Waits at most 15 s.  *ret in the arena. */
int	 render_picture(const char *socket, struct arena *, struct bytes pdf, int page, int dpi,
	    struct bytes *ret_png, struct err *);
int	 render_text(const char *socket, struct arena *, struct bytes pdf, const char **ret, struct err *);
int	 render_facts(const char *socket, struct arena *, struct bytes pdf, const char **ret, struct err *);
/* The value behind "name:" among the facts, blanks cut; "" when it is not there. */
const char	*render_fact(struct arena *, const char *facts, const char *name);

#endif
