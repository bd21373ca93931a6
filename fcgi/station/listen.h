/*
 * listen.h - the socket a station program serves: descriptor 3 when a
 * supervisor handed one over, else path, bound here (mode 0660).
 */
#ifndef STATION_LISTEN_H
#define STATION_LISTEN_H

#include "base/err.h"

/* A non-blocking, close-on-exec, listening Unix stream socket, or -1. */
int	 station_listen(const char *path, struct err *);

#endif
