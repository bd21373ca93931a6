/*
 * tmplc_html.h - follows HTML just far enough to know where a value would land.
 *
 * The tracker reads the literal text of one template character by character.
 * It is stricter than a browser (double quotes only, no bare '<', no text glued
 * to a name), so that what it believes is what every browser does.
 */
#ifndef TMPLC_HTML_H
#define TMPLC_HTML_H

#include <stdbool.h>
#include <stddef.h>

enum html_ctx {
	HTML_TEXT,	/* between tags */
	HTML_TAG,	/* inside <...>, outside of attribute values */
	HTML_ATTR,	/* inside a double-quoted attribute value */
	HTML_URL,	/* the same, and browsers fetch it: href, src, ... */
	HTML_DEAD,	/* an attribute value in which no value may stand */
	HTML_RCDATA,	/* inside <textarea> or <title> */
	HTML_RAW,	/* inside <script> or <style> */
	HTML_COMMENT
};

enum html_tag {		/* where in a tag */
	TAG_ELEM,	/* in the element's name */
	TAG_GAP,	/* after white space */
	TAG_NAME,	/* in an attribute's name */
	TAG_EQ,		/* after the equal sign */
	TAG_AFTER	/* white space, '/' or '>' must follow */
};

struct html {
	enum html_ctx	 ctx;
	enum html_tag	 tag;
	bool		 closing;	/* this tag is </...> */
	bool		 query;		/* in HTML_URL: a '?', '&' or '=' went by */
	bool		 begun;		/* in HTML_URL: something stands in it already */
	bool		 fixed;		/* in HTML_URL: a '/', '?', '#' or ':' went by */
	char		 elem[24];	/* element of this tag, or the raw one */
	char		 attr[24];
};

/* Reads one character at p (the text is NUL-terminated); NULL, or what is wrong. */
const char	*html_step(struct html *, const char *p);
/* A directive or a value follows; NULL, or why none may stand here. */
const char	*html_pause(struct html *);
/* A value is put here; NULL, or why it must not be. */
const char	*html_value(struct html *);
/* Joins the state at the end of another branch into h; false: they differ. */
bool		 html_join(struct html *h, const struct html *other);

#endif
