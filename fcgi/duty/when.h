/* when.h - points in time as people and file names write them. */
#ifndef DUTY_WHEN_H
#define DUTY_WHEN_H

#include <stdbool.h>

#include "base/day.h"

/* A day as day_parse() takes it, or with a time of day behind a blank or T: 23-11-2026 09.41,
 * 2026-11-23T09:41.  WIB.  Without a time: the day's begin, or its last microsecond (end);
 * with one, end is the minute's last microsecond. */
bool	 when_parse(const char *s, bool end, struct utc *ret);
/* The time in a backup's name, rekam-20261122T183000Z or with .age, .manifest and a folder;
 * UTC.  The backup holds nothing that was stored after it. */
bool	 when_backup(const char *name, struct utc *ret);

#endif
