/*
 * wording.h - the sentences of the recommendation (DOMAIN 5.4) as an office may change them:
 * templates with placeholders in braces.  Nothing else in a template is special; a brace that is
 * no placeholder is refused when it is typed (wording_check), not when a letter is made.
 */
#ifndef PRINT_WORDING_H
#define PRINT_WORDING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*	id	column		label on the page				allowed placeholders		must have */
#define WORDINGS(X)							\
	X(OPENING, "opening",	"Pembuka",					"",				"") \
	X(GROUNDS, "grounds",	"Dasar",					"pengantar formulir nomor_agenda tanggal_agenda kabupaten", "pengantar nomor_agenda tanggal_agenda") \
	X(PURPOSE, "purpose",	"Tujuan",					"kabupaten",			"") \
	X(FIRST,   "first",	"Butir 1",					"umur",				"") \
	X(AGE,	   "age",	"Butir 2: telah berusia 17 tahun",		"umur",				"") \
	X(MARRIED, "married",	"Butir 2: telah kawin",				"umur",				"") \
	X(WAS_MARRIED, "was_married", "Butir 2: pernah kawin",			"umur",				"") \
	X(EARLY,   "early",	"Butir 2: perekaman awal",			"umur",				"") \
	X(CLOSING, "closing",	"Penutup",					"",				"") \
	X(RECORDED, "recorded",	"Tujuan bila sudah direkam (surat pengganti)",	"hari_rekam kantor kabupaten",	"hari_rekam")

enum wording {
#define X(id, column, label, may, must) WORDING_##id,
	WORDINGS(X)
#undef X
	WORDING__MAX
};

#define WORDING_LONGEST	600	/* characters of one template */

struct wording_part {
	const char	*column, *label;
	const char	*may, *must;	/* names with one blank between */
};

extern const struct wording_part wording_part[WORDING__MAX];

/* One office's sentences; mark identifies them in the text that is signed ("": the built-in ones). */
struct wordings {
	const char	*at[WORDING__MAX];
	const char	*mark;
};

/* The text of DOMAIN 5.4. */
const char	*wording_builtin(enum wording);
void	 wordings_builtin(struct wordings *ret);

struct wording_value {
	const char	*name, *value;
};

/* The template with its values; a name without a value stays as it is. */
const char	*wording_fill(struct arena *, const char *text, const struct wording_value *, size_t n);
/* NULL: it can be used; else what to tell who typed it, in Indonesian. */
const char	*wording_check(struct arena *, enum wording, const char *text);
/* "{nomor_agenda}, {tanggal_agenda}": what may stand in it; "" for none. */
const char	*wording_placeholders(struct arena *, enum wording);
/* "3 9c1185a5c5e9fc54": version and the begin of the SHA-256 of all sentences. */
const char	*wordings_mark(struct arena *, int64_t version, const struct wordings *);

#endif
