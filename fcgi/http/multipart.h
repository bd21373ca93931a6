/*
 * multipart.h - a body of type multipart/form-data (RFC 7578, RFC 2046 5.1): ordinary fields and at
 * most one file.  Strict, since no browser sends anything else: one boundary of 1..70 characters, each
 * part with one Content-Disposition "form-data" and a name, at most REQUEST_PARAMS_MAX parts, headers
 * of at most MULTIPART_HEADER_MAX bytes a part, the closing boundary at the end.  What the browser
 * calls the file is not even read.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/request.h"

#define MULTIPART_HEADER_MAX	1024

/* content_type: the whole header.  0; or 400 or 413 and e.  Fields are checked as those of an
 * urlencoded body; the file's bytes are those of body, not copied. */
int	 multipart_parse(struct arena *, const char *content_type, struct bytes body,
	    struct pairs *ret_fields, struct file_part *ret_file, struct err *);

#endif
