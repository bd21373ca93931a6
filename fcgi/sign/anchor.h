/*
 * anchor.h - an anchor: where every strand of the traces stood at one moment, signed, so
 * that what was there then cannot be changed, cut or rolled back unseen.
 *
 * Its body is ASCII, each line ended by one line feed, nothing else in it:
 *
 *	rekam-anchor-1
 *	no 12				1, 2, 3 ...
 *	at 2026-11-25T17:00:03.123456Z
 *	prev HEX			SHA-256 of the body of the anchor before; 64 zeros
 *	rows 123456			of all strands together
 *	head 0 awal 4711 HEX		strand, account, seq and hash of its last row;
 *	head 101 web 88 HEX		one line each, strands ascending
 *
 * HEX is 64 lower-case digits.  The signature is Ed25519 over the body (its first line is
 * the context).  The code, to compare on paper, is the first 16 digits of the body's
 * SHA-256 in upper case: 3F2A-91C0-77DE-0B12.
 *
 * The anchor log is a file outside of the database that only grows: for each anchor its
 * body, a line "sign KEYID SIGNATURE" (8 and 128 hex digits) and an empty line.
 */
#ifndef SIGN_ANCHOR_H
#define SIGN_ANCHOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "sign/letter_key.h"

#define ANCHOR_HASH		32
#define ANCHOR_SIGNATURE	64
#define ANCHOR_HEADS		256
#define ANCHOR_BODY_MAX		(200 + ANCHOR_HEADS * 120)	/* with its NUL */
#define ANCHOR_CODE_SIZE	20

struct anchor_head {
	int64_t		 strand, seq;
	char		 account[9];
	uint8_t		 hash[ANCHOR_HASH];
};

struct anchor {
	int64_t		 no, rows;
	struct utc	 at;
	uint8_t		 prev[ANCHOR_HASH];
	size_t		 heads;
	struct anchor_head	 head[ANCHOR_HEADS];
};

/* As it lies in the log or in table audit_anchor. */
struct anchor_entry {
	const char	*body;		/* not terminated in a log */
	size_t		 n;
	char		 key_id[2 * LETTER_KEY_ID_LEN + 1];
	uint8_t		 signature[ANCHOR_SIGNATURE];
};

/* Length of the body without its NUL. */
size_t	 anchor_body(const struct anchor *, char ret_body[ANCHOR_BODY_MAX]);
/* False for every text that anchor_body() would not have written. */
bool	 anchor_parse(const char *body, size_t n, struct anchor *ret);
void	 anchor_digest(const char *body, size_t n, uint8_t ret[ANCHOR_HASH]);
void	 anchor_code(const uint8_t digest[ANCHOR_HASH], char ret_code[ANCHOR_CODE_SIZE]);
void	 anchor_sign(const char *body, size_t n, const struct letter_key *,
	    uint8_t ret_signature[ANCHOR_SIGNATURE]);
bool	 anchor_signed_by(const struct anchor_entry *, const uint8_t public_key[32]);

/* The whole log in memory, as file_read(); file_free() it. */
char	*anchor_log_read(const char *path, size_t *ret_n, struct err *);
/* Walks a log in memory: 1 the next entry, *at moved behind it; 0 the end; -1 something
 * that is no entry (also a last one that was not written to its end). */
int	 anchor_log_next(const char *text, size_t n, size_t *at, struct anchor_entry *ret);
/* Appends and syncs; the file is made when missing.  Whole or not at all, unless the
 * power fails in between: then its tail is no entry. */
int	 anchor_log_append(const char *path, const struct anchor_entry *, struct err *);

#endif
