/*
 * signd_loop.h - the socket side of rekam-signd: one process, one poll, at most
 * SIGND_CLIENTS open requests, each with a second to say its line.
 *
 * What may be asked is a table: a verb, and the words behind it, each a letter -
 *	i	an id, 1 .. 2^63-1, without leading zeros
 *	c	a code as it was typed: 1 .. SIGND_CODE_MAX of A-Z 0-9
 *	h	32 bytes as 64 hex digits in small letters
 * each at most once, with one blank between them.  Anything else is "NO request".
 * The answer is "OK <what serve wrote>\n" or "NO <word> <text>\n"; the text is what
 * serve wrote, or that of sign/check.h.
 */
#ifndef SIGN_SIGND_LOOP_H
#define SIGN_SIGND_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "sign/check.h"

#define SIGND_CLIENTS	16
#define SIGND_LINE_MAX	160
#define SIGND_CODE_MAX	32
#define SIGND_MINUTE	60
#define SIGND_ANSWER_SIZE 320	/* with its NUL */

struct signd_words {		/* what stood behind the verb */
	int64_t	 id;
	char	 code[SIGND_CODE_MAX + 1];
	uint8_t	 hash[32];
};

/* SIGN_OK, or why not; ret_answer is "" before. */
typedef enum sign_refusal signd_serve(void *ctx, const struct signd_words *,
    char ret_answer[SIGND_ANSWER_SIZE]);

struct signd_command {
	const char	*verb;		/* "SIGN" */
	const char	*words;		/* "ic" */
	signd_serve	*serve;
};

/* The table ends with a row without a verb.  Its serve, when there is one, is called every
 * SIGND_MINUTE seconds, the first time a second after the start, without words; what it
 * answers nobody hears.  Until SIGTERM or SIGINT (0), or the
 * listening socket is broken (-1). */
int	 signd_loop(int listen_fd, const struct signd_command *, void *ctx, struct err *);
/* The command of a whole line, its words in *ret; NULL: no such line. */
const struct signd_command	*signd_line(const struct signd_command *, const char *line,
	    struct signd_words *ret);

#endif
