/*
 * day.h - calendar days and points in time.
 *
 * struct day is a civil date without a zone; y == 0 means "no date".
 * struct utc is microseconds since 1970-01-01T00:00:00Z; us == 0 means "none".
 * The office's clock is Asia/Jakarta: UTC+7, no daylight saving.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct day {
	int16_t	y;	/* 1900..2199, 0: none */
	int8_t	m, d;
};

struct utc {
	int64_t	us;
};

bool	 day_valid(struct day);			/* exists in the calendar */
int	 day_cmp(struct day, struct day);	/* <0, 0, >0 */
int64_t	 day_number(struct day);		/* days since 1970-01-01 */
struct day	 day_from_number(int64_t);
/* Full years from birth to on; a 29 February birthday counts on 1 March in
 * other years (DOMAIN 1.3, proposal). */
int	 day_age(struct day birth, struct day on);
/* Accepts 15092009, 15-9-2009, 15/09/2009, 15.9.2009, 15 9 2009, 2009-09-15. */
bool	 day_parse(const char *s, struct day *ret_day);
/* "2009-09-15"; buf: at least 11 bytes.  Empty for no date. */
char	*day_iso(char *buf, struct day);

struct utc	 utc_now(void);
struct day	 utc_day_wib(struct utc);	/* the office's date */
/* hour 0..23, minute, second in WIB */
void	 utc_clock_wib(struct utc, int *ret_hour, int *ret_minute, int *ret_second);
struct utc	 utc_from_wib(struct day, int hour, int minute, int second);
int64_t	 mono_us(void);		/* CLOCK_MONOTONIC in microseconds */

#endif
