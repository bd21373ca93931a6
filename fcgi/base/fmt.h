/*
 * fmt.h - how values look on screen and on paper, in one place (DESIGN 7).
 *
 * Each fmt_NAME fills the caller's buffer and returns its text.  Templates call
 * them as filters: {{ v->born | long }} is OUT_TEXT(o, fmt_long(&(struct fmt){0}, v->born)).
 */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <stdint.h>

#include "base/day.h"

struct fmt {
	char	s[96];
};

const char	*fmt_long(struct fmt *, struct day);	/* 23 November 2026 */
const char	*fmt_short(struct fmt *, struct day);	/* 23-11-2026 */
const char	*fmt_weekday(struct fmt *, struct day);	/* Senin, 23 November 2026 */
const char	*fmt_iso(struct fmt *, struct day);	/* 2026-11-23 */
const char	*fmt_clock(struct fmt *, struct utc);	/* 09.41 WIB */
const char	*fmt_when(struct fmt *, struct utc);	/* 23-11-2026 09.41 WIB */
const char	*fmt_when_long(struct fmt *, struct utc);	/* 23 November 2026, 09.41 WIB */
const char	*fmt_machine(struct fmt *, struct utc);	/* 2026-11-23T02:41:00Z */
const char	*fmt_nik(struct fmt *, const char *);	/* 350308 550909 9902 */
const char	*fmt_nik_masked(struct fmt *, const char *);	/* 350308******9902 */
const char	*fmt_thousands(struct fmt *, int64_t);	/* 12.345 */
const char	*fmt_agenda(struct fmt *, int64_t);	/* 0123 */
/* seconds as "4 menit 05 detik", "58 detik", "1 jam 12 menit" */
const char	*fmt_span(struct fmt *, int64_t seconds);
const char	*fmt_title(struct fmt *, const char *);	/* LAKI-LAKI -> Laki-Laki */

#endif
