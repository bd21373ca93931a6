/*
 * harden.h - what every program does before anything else: its memory stays its own.
 *
 * No core dump (limit 0), no ptrace and no /proc/PID/mem or environ for others of the
 * same user (PR_SET_DUMPABLE 0), no new privileges for it and whatever it starts,
 * inherited descriptors above 2 closed at an exec, and what is freed is overwritten
 * (the buffers of libraries hold passwords too).  HARDEN_NO_EXEC: the kernel refuses
 * execve and execveat from then on (EPERM), in this process and its children.
 * The units of tools/systemd say most of it once more, from outside.
 */
#ifndef BASE_HARDEN_H
#define BASE_HARDEN_H

#include "base/err.h"

#define HARDEN_NO_EXEC		1u	/* this program never starts another */
#define HARDEN_KEEP_FDS		2u	/* what it inherited is meant for what it starts */

/* 0, or -1 with the reason: then the program must not go on. */
int	 harden(unsigned flags, struct err *);

#endif
