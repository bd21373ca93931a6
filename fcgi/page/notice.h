/*
 * notice.h - what the page after a redirect says was done.  The address carries
 * only the word, so nobody can put a sentence of his own on our pages.
 */
#ifndef PAGE_NOTICE_H
#define PAGE_NOTICE_H

const char	*notice_text(const char *word);	/* NULL: no such notice */

#endif
