/*
 * signd_loop.h - the socket side of rekam-signd: one process, one poll, at most
 * SIGND_CLIENTS open requests, each with a second to say its line.
 */
#ifndef SIGN_SIGND_LOOP_H
#define SIGN_SIGND_LOOP_H

#include <stdint.h>

#include "base/err.h"
#include "sign/check.h"
#include "sign/letter_code.h"

#define SIGND_CLIENTS	16
#define SIGND_LINE_MAX	32	/* "SIGN 9223372036854775807\n" is 25 */

/* Decides about one document: SIGN_OK with ret_code filled, or why not. */
typedef enum sign_refusal signd_decide(void *ctx, int64_t document_id,
    char ret_code[LETTER_CODE_SIZE]);

/* Until SIGTERM or SIGINT (0), or the listening socket is broken (-1). */
int	 signd_loop(int listen_fd, signd_decide *, void *ctx, struct err *);
/* "SIGN 12\n" -> 12; 0 when it is no such line */
int64_t	 signd_line(const char *line);

#endif
