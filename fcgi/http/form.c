#include "http/form.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"

/* A value of any of the types, before it goes into the struct. */
struct value {
	const char	*s;
	int64_t		 n;
	bool		 b;
	struct day	 d;
};

static char *
message(struct arena *a, const struct form_field *f, const char *what)
{
	return arena_printf(a, "%s %s", f->label, what);
}

/* Code point at s, which is valid UTF-8; its length in *ret_len. */
static uint32_t
code_point(const char *s, size_t *ret_len)
{
	const unsigned char *p = (const unsigned char *)s;

	if (p[0] < 0x80) {
		*ret_len = 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*ret_len = 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] < 0xf0) {
		*ret_len = 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	}
	*ret_len = 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 |
	    (p[3] & 0x3fu);
}

/* Controls, and what reorders or hides text (bidi, zero width, BOM, noncharacters). */
static bool
unusable(uint32_t c, bool lines)
{
	if (c == '\n')
		return !lines;
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static bool
all_usable(const char *s, bool lines)
{
	size_t len;

	for (; *s != '\0'; s += len)
		if (unusable(code_point(s, &len), lines))
			return false;
	return true;
}

/* No-break spaces (word processors) and tabs (spreadsheets) become spaces. */
static char *
plain_spaces(struct arena *a, const char *s)
{
	char *p = arena_strdup(a, s), *w = p;

	for (const char *r = p; *r != '\0'; r++) {
		if (r[0] == '\xc2' && r[1] == '\xa0') {
			*w++ = ' ';
			r++;
		} else if (*r == '\t') {
			*w++ = ' ';
		} else if (!(r[0] == '\r' && r[1] == '\n')) {
			*w++ = *r;
		}
	}
	if (w != p)
		*w = '\0';
	return p;
}

/* Each line trimmed, no empty lines at the ends, at most one in a row. */
static const char *
trim_lines(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s), *text = arena_strdup(a, s), *w = text;
	bool gap = false;

	if (*s == '\0' || *text == '\0')
		return "";
	for (char *line = copy, *next; line != NULL; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		const char *t = str_trim(a, line);
		size_t n = strlen(t);
		if (n > 0) {
			if (w > text)
				*w++ = '\n';
			if (w > text && gap)
				*w++ = '\n';
			memcpy(w, t, n);
			w += n;
		}
		gap = n == 0;
	}
	*w = '\0';
	return text;
}

static const char *
read_text(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	bool lines = f->type == FORM_T_LINES;
	const char *s = plain_spaces(a, raw);

	if (!all_usable(s, true))
		return message(a, f, "memuat karakter yang tidak dapat digunakan. "
		    "Hapus isian ini lalu ketik ulang.");
	v->s = lines ? trim_lines(a, s) : str_trim(a, s);
	int64_t n = (int64_t)str_utf8_len(v->s);
	if (n == 0)
		return f->required ? message(a, f, "belum diisi.") : NULL;
	if (f->hi > 0 && n > f->hi)
		return arena_printf(a, "%s paling banyak %" PRId64 " huruf.", f->label, f->hi);
	if (n < f->lo)
		return arena_printf(a, "%s paling sedikit %" PRId64 " huruf.", f->label, f->lo);
	return NULL;
}

static const char *
read_digits(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	char *s = str_trim(a, plain_spaces(a, raw)), *w = s;
	int64_t n;

	if (*s == '\0') {
		v->s = s;
		return f->required ? message(a, f, "belum diisi.") : NULL;
	}
	for (const char *r = s; *r != '\0'; r++)
		if (*r != ' ' && *r != '.' && *r != '-')
			*w++ = *r;
	*w = '\0';
	v->s = s;
	n = (int64_t)strlen(s);
	if (n >= f->lo && n <= f->hi && str_all_digits(s, (size_t)n))
		return NULL;
	if (f->lo == f->hi)
		return arena_printf(a, "%s harus terdiri atas %" PRId64 " angka.", f->label,
		    f->lo);
	return arena_printf(a, "%s harus terdiri atas %" PRId64 " sampai %" PRId64 " angka.",
	    f->label, f->lo, f->hi);
}

static const char *
read_choice(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	v->s = "";
	if (*raw == '\0')
		return f->required ? message(a, f, "belum dipilih.") : NULL;
	for (size_t i = 0; f->words[i] != NULL; i++)
		if (strcmp(f->words[i], raw) == 0) {
			v->s = f->words[i];
			return NULL;
		}
	return message(a, f, "tidak ada dalam daftar. Pilih salah satu yang tersedia.");
}

static const char *
read_int(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	const char *s = str_trim(a, raw);

	v->n = 0;
	if (*s == '\0')
		return f->required ? message(a, f, "belum diisi.") : NULL;
	if (str_int(s, f->lo, f->hi, &v->n))
		return NULL;
	return arena_printf(a, "%s harus berupa angka %" PRId64 " sampai %" PRId64 ".",
	    f->label, f->lo, f->hi);
}

static const char *
read_bool(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	static const char *const yes[] = { "1", "on", "ya", "true", NULL };
	static const char *const no[] = { "", "0", "tidak", "false", NULL };

	for (size_t i = 0; yes[i] != NULL; i++) {
		v->b = strcmp(raw, yes[i]) == 0;
		if (v->b || strcmp(raw, no[i]) == 0)
			return NULL;
	}
	return message(a, f, "tidak dapat dibaca. Muat ulang halaman lalu pilih kembali.");
}

static const char *
read_day(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	const char *s = str_trim(a, plain_spaces(a, raw));

	v->d = (struct day){ 0 };
	if (*s == '\0')
		return f->required ? message(a, f, "belum diisi.") : NULL;
	if (day_parse(s, &v->d))
		return NULL;
	return message(a, f, "tidak dikenal. Tulis tanggal, bulan, tahun seperti 15-09-2009.");
}

/* NULL when the raw value is all right, else what to tell. */
static const char *
read_value(const struct form_field *f, const char *raw, struct arena *a, struct value *v)
{
	switch (f->type) {
	case FORM_T_TEXT:
	case FORM_T_LINES:
		return read_text(f, raw, a, v);
	case FORM_T_DIGITS:
		return read_digits(f, raw, a, v);
	case FORM_T_CHOICE:
		return read_choice(f, raw, a, v);
	case FORM_T_INT:
		return read_int(f, raw, a, v);
	case FORM_T_BOOL:
		return read_bool(f, raw, a, v);
	case FORM_T_DAY:
		return read_day(f, raw, a, v);
	}
	return "";
}

static void
store(const struct form_field *f, const struct value *v, void *st)
{
	char *at = (char *)st + f->off;

	switch (f->type) {
	case FORM_T_TEXT:
	case FORM_T_LINES:
	case FORM_T_DIGITS:
	case FORM_T_CHOICE:
		memcpy(at, &v->s, sizeof v->s);
		break;
	case FORM_T_INT:
		memcpy(at, &v->n, sizeof v->n);
		break;
	case FORM_T_BOOL:
		memcpy(at, &v->b, sizeof v->b);
		break;
	case FORM_T_DAY:
		memcpy(at, &v->d, sizeof v->d);
		break;
	}
}

static void
add(struct form_result *r, const struct form_field *f, const char *text)
{
	r->ok = false;
	if (r->at != NULL && r->n < FORM_ERRORS_MAX)
		r->at[r->n++] = (struct form_error){ f->name, f->label, text };
}

bool
form_read(const struct form_field *form, const struct request *req, struct arena *a,
    void *st, struct form_result *ret_result)
{
	struct form_result r = { .ok = true, .req = req };
	struct value *v;
	size_t n = 0;

	while (form[n].name != NULL)
		n++;
	r.at = ARENA_ARRAY(a, FORM_ERRORS_MAX, struct form_error);
	v = ARENA_ARRAY(a, n + 1, struct value);
	if (r.at == NULL || v == NULL) {
		r.ok = false;		/* the arena is spent: the reply will be a 500 */
		*ret_result = r;
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		const char *raw = request_param(req, form[i].name);
		const char *why = read_value(&form[i], raw == NULL ? "" : raw, a, &v[i]);

		if (why != NULL)
			add(&r, &form[i], why);
	}
	for (size_t i = 0; r.ok && i < n; i++)
		store(&form[i], &v[i], st);
	*ret_result = r;
	return r.ok;
}

static const struct form_field *
field(const struct form_field *form, const char *name)
{
	while (form->name != NULL && strcmp(form->name, name) != 0)
		form++;
	return form;
}

void
form_add(struct form_result *r, const struct form_field *form, const char *name,
    const char *text)
{
	const struct form_field *f = field(form, name);

	if (f->name != NULL)
		add(r, f, text);
	else
		add(r, &(struct form_field){ .name = name, .label = "" }, text);
}

const char *
form_raw(const struct form_result *r, const char *name)
{
	const char *s = request_param(r->req, name);

	return s == NULL ? "" : s;
}

const char *
form_message(const struct form_result *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->at[i].name, name) == 0)
			return r->at[i].message;
	return NULL;
}

struct form_attr
form_attr(const struct form_field *form, const char *name)
{
	const struct form_field *f = field(form, name);
	struct form_attr at = { .inputmode = "" };

	if (f->name == NULL)
		return at;
	at.required = f->required && f->type != FORM_T_BOOL;
	if (f->type == FORM_T_TEXT || f->type == FORM_T_LINES)
		at.maxlength = f->hi;
	if (f->type == FORM_T_DIGITS) {
		at.maxlength = 2 * f->hi;	/* room for the separators people paste */
		at.inputmode = "numeric";
	}
	if (f->type == FORM_T_DAY)
		at.maxlength = 20;
	if (f->type == FORM_T_INT || f->type == FORM_T_DAY)
		at.inputmode = "numeric";
	return at;
}
