/*
 * form.h - forms as tables: what each field may hold is declared before any of
 * it is read; the same table makes the typed struct, the messages and the HTML
 * attributes.
 *
 *	struct intake { const char *nik, *name, *sex; struct day birth_day; bool kk_seen; };
 *	static const char *const sexes[] = { "LAKI-LAKI", "PEREMPUAN", NULL };
 *	static const struct form_field intake_form[] = {
 *		FORM_DIGITS(struct intake, nik, 16, "NIK"),
 *		FORM(struct intake, name, 1, 60, "Nama Lengkap"),
 *		FORM_CHOICE(struct intake, sex, sexes, "Jenis Kelamin"),
 *		FORM(struct intake, birth_day, 0, 0, "Tanggal Lahir"),
 *		FORM(struct intake, kk_seen, 0, 0, "KK diperlihatkan"),
 *		FORM_END
 *	};
 *
 * The control's name is the member's name, or given (FORM_AS("tgl_lahir", ...)).  lo, hi: code points of a text,
 * value of an int64_t, not used for bool and struct day.  FORM fields must be
 * filled in (a bool never: an unticked box is false), FORM_MAY ones may be left
 * empty and are then "", 0 or no date.
 *
 * Text is trimmed (also doubled spaces inside); control characters are
 * refused; FORM_LINES may have line breaks, which become "\n".
 * Messages are formal Indonesian, name the field and the remedy (DOMAIN 7.5).
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "http/request.h"

enum form_type { FORM_T_TEXT, FORM_T_LINES, FORM_T_DIGITS, FORM_T_CHOICE, FORM_T_INT,
	FORM_T_BOOL, FORM_T_DAY };

struct form_field {
	const char		*name;		/* NULL ends the table */
	const char		*label;
	enum form_type		 type;
	bool			 required;
	size_t			 off;		/* of the member */
	int64_t			 lo, hi;
	const char *const	*words;		/* of a choice, NULL-terminated */
};

#define FORM__TYPE(st, m)	_Generic(((st *)0)->m, const char *: FORM_T_TEXT,	\
	int64_t: FORM_T_INT, bool: FORM_T_BOOL, struct day: FORM_T_DAY)
/* fails to compile unless the member is a const char * */
#define FORM__STR(st, m, t)	_Generic(((st *)0)->m, const char *: t)
#define FORM__ROW(name, st, m, type, must, lo, hi, words, label)	\
	{ name, label, type, must, offsetof(st, m), lo, hi, words }

/* With the control's own name (c), where it is not the member's. */
#define FORM_AS(c, st, m, lo, hi, label)				\
	FORM__ROW(c, st, m, FORM__TYPE(st, m), true, lo, hi, NULL, label)
#define FORM_MAY_AS(c, st, m, lo, hi, label)				\
	FORM__ROW(c, st, m, FORM__TYPE(st, m), false, lo, hi, NULL, label)
#define FORM_LINES_AS(c, st, m, hi, label)				\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_LINES), true, 1, hi, NULL, label)
#define FORM_LINES_MAY_AS(c, st, m, hi, label)				\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_LINES), false, 0, hi, NULL, label)
/* Spaces, dots and hyphens are taken out, then exactly n ASCII digits. */
#define FORM_DIGITS_AS(c, st, m, n, label)				\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_DIGITS), true, n, n, NULL, label)
#define FORM_DIGITS_MAY_AS(c, st, m, n, label)				\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_DIGITS), false, n, n, NULL, label)
/* lo..hi digits (telephone, RT/RW): leading zeros stay */
#define FORM_DIGITS_BETWEEN_AS(c, st, m, lo, hi, must, label)		\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_DIGITS), must, lo, hi, NULL, label)
/* One of the words, byte for byte. */
#define FORM_CHOICE_AS(c, st, m, words, label)				\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_CHOICE), true, 0, 0, words, label)
#define FORM_CHOICE_MAY_AS(c, st, m, words, label)			\
	FORM__ROW(c, st, m, FORM__STR(st, m, FORM_T_CHOICE), false, 0, 0, words, label)

/* The same, the control named like the member. */
#define FORM(st, m, lo, hi, label)		FORM_AS(#m, st, m, lo, hi, label)
#define FORM_MAY(st, m, lo, hi, label)		FORM_MAY_AS(#m, st, m, lo, hi, label)
#define FORM_LINES(st, m, hi, label)		FORM_LINES_AS(#m, st, m, hi, label)
#define FORM_LINES_MAY(st, m, hi, label)	FORM_LINES_MAY_AS(#m, st, m, hi, label)
#define FORM_DIGITS(st, m, n, label)		FORM_DIGITS_AS(#m, st, m, n, label)
#define FORM_DIGITS_MAY(st, m, n, label)	FORM_DIGITS_MAY_AS(#m, st, m, n, label)
#define FORM_DIGITS_BETWEEN(st, m, lo, hi, must, label)			\
	FORM_DIGITS_BETWEEN_AS(#m, st, m, lo, hi, must, label)
#define FORM_CHOICE(st, m, words, label)	FORM_CHOICE_AS(#m, st, m, words, label)
#define FORM_CHOICE_MAY(st, m, words, label)	FORM_CHOICE_MAY_AS(#m, st, m, words, label)
#define FORM_END	{ NULL, NULL, FORM_T_TEXT, false, 0, 0, 0, NULL }

#define FORM_ERRORS_MAX	80

struct form_error {
	const char	*name;		/* of the control: "nik" */
	const char	*label;		/* "NIK" */
	const char	*message;	/* "NIK harus terdiri atas 16 angka." */
};

struct form_result {
	bool			 ok;
	struct form_error	*at;		/* in the table's order */
	size_t			 n;
	const struct request	*req;		/* for form_raw() */
};

/* Reads the request's form into st.  true: st is completely written.
 * false: st is untouched and ret_result says what to tell. */
bool	 form_read(const struct form_field *form, const struct request *, struct arena *,
	    void *st, struct form_result *ret_result);
/* A rule between fields found something: adds an error, ok becomes false. */
void	 form_add(struct form_result *, const struct form_field *form, const char *name,
	    const char *message);
/* What was typed, for showing the form again; "" when the field was not sent. */
const char	*form_raw(const struct form_result *, const char *name);
/* The first message of that field; NULL: none. */
const char	*form_message(const struct form_result *, const char *name);

struct form_attr {
	int64_t		 maxlength;	/* 0: none */
	bool		 required;
	const char	*inputmode;	/* "numeric", "text" or "" */
};
struct form_attr	 form_attr(const struct form_field *form, const char *name);

#endif
