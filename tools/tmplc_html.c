#include "tmplc_html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool
listed(const char *const *list, const char *s)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, s) == 0)
			return true;
	return false;
}

static void
push(char *dst, size_t size, int c)
{
	size_t n = strlen(dst);

	if (n < size - 1) {
		dst[n] = (char)tolower(c);
		dst[n + 1] = '\0';
	}
}

static bool
is_space(int c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *
step_text(struct html *h, const char *p)
{
	const char *name = p[1] == '/' ? p + 2 : p + 1;

	if (*p != '<')
		return NULL;
	if (strncmp(p + 1, "!--", 3) == 0) {
		h->ctx = HTML_COMMENT;
		return NULL;
	}
	if (!isalpha((unsigned char)*name) && !(p[1] == '!' && isalpha((unsigned char)p[2])))
		return "a '<' that begins no tag: write &lt;";
	h->ctx = HTML_TAG;
	h->tag = TAG_ELEM;
	h->closing = p[1] == '/';
	h->elem[0] = h->attr[0] = '\0';
	return NULL;
}

/* The tag ends: what kind of content follows? */
static const char *
tag_end(struct html *h)
{
	static const char *const raw[] = { "script", "style", NULL };
	static const char *const rcdata[] = { "textarea", "title", NULL };
	static const char *const refused[] = { "xmp", "iframe", "noembed",
	    "noframes", "plaintext", "base", "object", "embed", NULL };

	h->ctx = HTML_TEXT;
	if (h->closing)
		return NULL;
	if (listed(refused, h->elem))
		return "this element is not used here (xmp iframe noembed noframes plaintext base object embed)";
	if (listed(raw, h->elem))
		h->ctx = HTML_RAW;
	else if (listed(rcdata, h->elem))
		h->ctx = HTML_RCDATA;
	return NULL;
}

static const char *
attr_begin(struct html *h, const char *p)
{
	static const char *const url[] = { "href", "src", "action", "formaction",
	    "poster", "data", "cite", "background", "xlink:href", "hx-get", "hx-post",
	    "hx-put", "hx-patch", "hx-delete", NULL };
	static const char *const dead[] = { "srcset", "imagesrcset", "ping", "hx-vals",
	    "hx-vars", "hx-headers", "hx-request", "hx-trigger", "hx-ext", NULL };

	/* htmx takes data-hx-vals for hx-vals */
	if (strncmp(h->attr, "data-hx-", 8) == 0)
		memmove(h->attr, h->attr + 5, strlen(h->attr + 5) + 1);
	if (strncmp(h->attr, "on", 2) == 0 || strncmp(h->attr, "hx-on", 5) == 0)
		return "inline event handlers are not used here";
	if (strcmp(h->attr, "style") == 0)
		return "inline style is not used here: give it a class";
	if (strcmp(h->attr, "srcdoc") == 0)
		return "srcdoc is not used here";
	h->query = h->begun = h->fixed = false;
	h->ctx = HTML_ATTR;
	if (listed(dead, h->attr))
		h->ctx = HTML_DEAD;
	else if (listed(url, h->attr)) {
		h->ctx = HTML_URL;
		for (p++; is_space((unsigned char)*p); )
			p++;
		if (strncasecmp(p, "javascript:", 11) == 0 || strncasecmp(p, "data:", 5) == 0)
			return "a script address is not used here";
	}
	return NULL;
}

static const char *
step_tag(struct html *h, const char *p)
{
	int c = (unsigned char)*p;

	if (h->tag == TAG_EQ)
		return c == '"' ? attr_begin(h, p) : "attribute values are double-quoted here";
	if (c == '>')
		return tag_end(h);
	if (is_space(c)) {
		h->tag = TAG_GAP;
		return NULL;
	}
	if (c == '/')
		return p[-1] == '<' || p[1] == '>' ? NULL : "a '/' inside a tag";
	if (c == '"' || c == '\'')
		return "a quote outside an attribute value (values are double-quoted here)";
	if (c == '<')
		return "a tag begins inside a tag";
	if (c == '=') {
		if (h->tag != TAG_NAME)
			return "an equal sign without an attribute name right before it";
		h->tag = TAG_EQ;
		return NULL;
	}
	if (h->tag == TAG_AFTER)
		return "white space is missing before this attribute";
	if (h->tag == TAG_GAP) {
		h->tag = TAG_NAME;
		h->attr[0] = '\0';
	}
	if (h->tag == TAG_ELEM)
		push(h->elem, sizeof h->elem, c);
	else
		push(h->attr, sizeof h->attr, c);
	return NULL;
}

static const char *
step_value(struct html *h, const char *p)
{
	if (*p == '"') {
		h->ctx = HTML_TAG;
		h->tag = TAG_AFTER;
		return NULL;
	}
	h->begun = true;
	if (strchr("?&=", *p) != NULL)
		h->query = true;
	if (strchr("/?#:", *p) != NULL)
		h->fixed = true;
	return NULL;
}

/* In <textarea>, <title>, <script>, <style>: nothing but the end tag counts. */
static const char *
step_raw(struct html *h, const char *p)
{
	size_t n = strlen(h->elem);

	if (p[0] == '<' && p[1] == '/' && strncasecmp(p + 2, h->elem, n) == 0 &&
	    !isalnum((unsigned char)p[2 + n]) && p[2 + n] != '-') {
		h->ctx = HTML_TAG;
		h->tag = TAG_ELEM;
		h->closing = true;
		h->elem[0] = '\0';
	} else if (*p == '<' && h->ctx == HTML_RCDATA)
		return "a tag in <textarea> or <title>: write &lt;";
	else if (h->ctx == HTML_RAW && strncmp(p, "<!--", 4) == 0)
		return "a comment in <script> or <style>";
	return NULL;
}

const char *
html_step(struct html *h, const char *p)
{
	switch (h->ctx) {
	case HTML_TEXT:
		return step_text(h, p);
	case HTML_TAG:
		return step_tag(h, p);
	case HTML_ATTR:
	case HTML_URL:
	case HTML_DEAD:
		return step_value(h, p);
	case HTML_RCDATA:
	case HTML_RAW:
		return step_raw(h, p);
	case HTML_COMMENT:
		if (strncmp(p, "--!>", 4) == 0)
			return "a comment ends with -->";
		if (*p == '>' && p[-1] == '-' && p[-2] == '-')
			h->ctx = HTML_TEXT;
		return NULL;
	}
	return NULL;
}

const char *
html_pause(struct html *h)
{
	if (h->ctx != HTML_TAG)
		return NULL;
	if (h->tag == TAG_EQ)
		return "attribute values are double-quoted here";
	if (h->tag == TAG_ELEM && h->elem[0] == '\0')
		return "the name of an element is literal text";
	if (h->tag == TAG_ELEM || h->tag == TAG_NAME)
		h->tag = TAG_AFTER;
	return NULL;
}

const char *
html_value(struct html *h)
{
	if (h->ctx != HTML_URL)
		return NULL;
	/* two values in a row could make a scheme between them */
	if (h->begun && !h->fixed)
		return "a value in an address stands at its front, or behind a '/', '?', '#' or ':'";
	h->begun = true;
	return NULL;
}

bool
html_join(struct html *h, const struct html *other)
{
	if (h->ctx != other->ctx)
		return false;
	if (h->ctx != HTML_TEXT && strcmp(h->elem, other->elem) != 0)
		return false;
	if (h->ctx == HTML_TAG && h->closing != other->closing)
		return false;
	if ((h->ctx == HTML_ATTR || h->ctx == HTML_URL || h->ctx == HTML_DEAD) &&
	    strcmp(h->attr, other->attr) != 0)
		return false;
	if (other->tag == TAG_AFTER)
		h->tag = TAG_AFTER;
	h->query = h->query || other->query;
	h->begun = h->begun || other->begun;
	h->fixed = h->fixed && other->fixed;
	return true;
}
