#include "page/search_find.h"

#include <string.h>

#include "base/str.h"
#include "sop/name_key.h"
#include "sop/number.h"
#include "sop/receipt_code.h"
#include "sql/search.h"

enum {
	IDS = 12,			/* as the statements have places */
	SPARE = 4, ROUNDS = 20		/* where a third word drops rows: bigger pieces, and so many of them */
};

struct ids {
	int64_t	 at[IDS];	/* 0 is nobody's */
	size_t	 n;
};

/* The statements name their places one by one. */
#define PLACES(x, w)	.x##1 = (w).at[0], .x##2 = (w).at[1], .x##3 = (w).at[2], .x##4 = (w).at[3],	\
	.x##5 = (w).at[4], .x##6 = (w).at[5], .x##7 = (w).at[6], .x##8 = (w).at[7], .x##9 = (w).at[8],	\
	.x##10 = (w).at[9], .x##11 = (w).at[10], .x##12 = (w).at[11]
#define FILTERS(s, rows)	.village = (s)->village, .status = (s)->status, .since = (s)->since, .till = (s)->till,	\
	.before = (s)->before, .size = (rows)

/* All statements have the same row. */
#define TAKE(v, rows, ret)	take((v), (rows).at, (rows).n, sizeof *(rows).at, (ret))

static int
take(struct visit *v, const void *at, size_t n, size_t size, struct queue_list_rows *ret)
{
	struct queue_list_row *copy = ARENA_ARRAY(v->arena, n, struct queue_list_row);

	_Static_assert(sizeof(struct cases_by_word_row) == sizeof(struct queue_list_row) &&
	    sizeof(struct cases_all_row) == sizeof(struct queue_list_row), "rows of one kind");
	if (n > 0 && copy == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (n > 0)
		memcpy(copy, at, n * size);
	*ret = (struct queue_list_rows){ copy, n };
	return 0;
}

static void
ids_add(struct ids *w, int64_t id)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i] == id)
			return;
	if (w->n < IDS)
		w->at[w->n++] = id;
}

/* Three or four letters have an entry of their own, which knows all names that begin so. */
static int
beginning(struct visit *v, const char *begin, struct ids *w)
{
	const struct name_word_find_in in = { .word = begin };
	struct name_word_find_row row;
	int n = name_word_find(v->db, v->arena, &in, &row, &v->err);

	if (n == 1)
		ids_add(w, row.id);
	return n == -1 ? -1 : 0;
}

/* *partial becomes true when there may be more of them. */
static int
words_begin(struct visit *v, const char *word, struct ids *w, bool *partial)
{
	char begin[NAME_BEGIN_MAX + 2];
	name_begin(word, strlen(word), begin);
	if (*begin != '\0')
		return beginning(v, begin, w);
	const struct words_from_in in = { .from_word = arena_printf(v->arena, "%s%%", word) };
	struct words_from_rows rows;

	if (words_from(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		ids_add(w, rows.at[i].id);
	*partial = *partial || rows.n == IDS;
	return 0;
}

/* The words that sound nearly so, the nearest first. */
static int
words_sound(struct visit *v, const char *word, struct ids *w)
{
	struct words_near_in in = { "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "" };
	const char **place[] = { &in.near1, &in.near2, &in.near3, &in.near4, &in.near5, &in.near6, &in.near7, &in.near8,
	    &in.near9, &in.near10, &in.near11, &in.near12, &in.near13, &in.near14, &in.near15, &in.near16 };
	struct words_near_rows rows;
	struct name_near near;
	char sound[NAME_WORD_MAX + 1];

	name_near(word, &near);
	for (size_t i = 0; i < near.n && i < sizeof place / sizeof *place; i++)
		*place[i] = near.at[i];
	if (words_near(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	/* two slips only where the word is long enough to be known all the same */
	for (size_t far = 0, most = strlen(near.at[0]) >= 7 ? 2 : 1; far <= most; far++)
		for (size_t i = 0; i < rows.n; i++) {
			name_sound(rows.at[i].word, sound);
			if (name_distance(sound, near.at[0]) == far)
				ids_add(w, rows.at[i].id);
		}
	return 0;
}

/* Does a name have a word that begins so, or sounds nearly so? */
static bool
has_word(const char *name, const char *word, bool near)
{
	char sound[NAME_WORD_MAX + 1], other[NAME_WORD_MAX + 1];
	struct name_words words;

	name_split(name, &words);
	name_sound(word, sound);
	for (size_t i = 0; i < words.n; i++) {
		if (str_starts(words.at[i], word))
			return true;
		name_sound(words.at[i], other);
		if (near && name_distance(other, sound) <= 1)
			return true;
	}
	return false;
}

/* The two longest words find the rows: long words are rare. */
static void
longest_first(struct name_words *w)
{
	for (size_t i = 0; i < 2 && i < w->n; i++)
		for (size_t j = i + 1; j < w->n; j++)
			if (strlen(w->at[j]) > strlen(w->at[i])) {
				char keep[NAME_WORD_MAX + 1];
				memcpy(keep, w->at[i], sizeof keep);
				memcpy(w->at[i], w->at[j], sizeof keep);
				memcpy(w->at[j], keep, sizeof keep);
			}
}

static int
by_ids(struct visit *v, const struct search *s, const struct ids *a, const struct ids *b, int64_t size,
    struct queue_list_rows *ret)
{
	bool plain = s->village == 0 && *s->status == '\0' && s->all_time;

	if (b != NULL) {
		const struct cases_by_words_in in = { .office = v->who.office, PLACES(a, *a), PLACES(b, *b), FILTERS(s, size) };
		struct cases_by_words_rows rows;
		return cases_by_words(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
	}
	if (plain && a->n == 1) {
		const struct cases_by_entry_in in = { .office = v->who.office, .word = a->at[0], .before = s->before, .size = size };
		struct cases_by_entry_rows rows;
		return cases_by_entry(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
	}
	if (plain) {
		const struct cases_by_word_in in = { .office = v->who.office, PLACES(a, *a), .before = s->before, .size = size };
		struct cases_by_word_rows rows;
		return cases_by_word(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
	}
	const struct cases_by_word_in_in in = { .office = v->who.office, PLACES(a, *a), FILTERS(s, size) };
	struct cases_by_word_in_rows rows;
	return cases_by_word_in(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
}

/* From the third word on, names are looked at one by one. */
static bool
has_rest(const char *name, const struct name_words *w, bool near)
{
	for (size_t k = 2; k < w->n; k++)
		if (!has_word(name, w->at[k], near))
			return false;
	return true;
}

static int
by_name(struct visit *v, const struct search *s, const struct name_words *w, bool near, struct search_found *ret)
{
	struct ids ids[2] = { { { 0 }, 0 }, { { 0 }, 0 } };
	int64_t piece = w->n > 2 ? s->size * SPARE : s->size;
	struct queue_list_row *at = ARENA_ARRAY(v->arena, (size_t)s->size, struct queue_list_row);
	struct queue_list_rows rows = { .n = (size_t)piece };
	struct search from = *s;
	size_t n = 0;

	*ret = (struct search_found){ .near = near };
	for (size_t i = 0; i < 2 && i < w->n; i++) {
		if (words_begin(v, w->at[i], &ids[i], &ret->partial) == -1 || (near && words_sound(v, w->at[i], &ids[i]) == -1))
			return -1;
		if (ids[i].n == 0)
			return 0;
	}
	for (int round = 0; round < ROUNDS && at != NULL && n < (size_t)s->size && rows.n == (size_t)piece; round++) {
		if (by_ids(v, &from, &ids[0], w->n > 1 ? &ids[1] : NULL, piece, &rows) == -1)
			return -1;
		for (size_t i = 0; i < rows.n && n < (size_t)s->size; i++)
			if (has_rest(rows.at[i].name, w, near))
				at[n++] = rows.at[i];
		if (rows.n > 0)
			from.before = rows.at[rows.n - 1].id;
	}
	ret->partial = ret->partial || (n < (size_t)s->size && rows.n == (size_t)piece);
	ret->rows = (struct queue_list_rows){ at, n };
	return 0;
}

static int
by_filters(struct visit *v, const struct search *s, struct queue_list_rows *ret)
{
	const struct cases_all_in in = { .office = v->who.office, FILTERS(s, s->size) };
	struct cases_all_rows rows;

	return cases_all(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
}

static int
by_digits(struct visit *v, const struct search *s, const char *digits, struct queue_list_rows *ret)
{
	const struct cases_by_digits_in in = { .office = v->who.office,
	    .from_digits = arena_printf(v->arena, "%s%%", digits), FILTERS(s, s->size) };
	struct cases_by_digits_rows rows;

	return cases_by_digits(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
}

static int
by_birth(struct visit *v, const struct search *s, struct day born, struct queue_list_rows *ret)
{
	const struct cases_by_birth_in in = { .office = v->who.office, .born = born, FILTERS(s, s->size) };
	struct cases_by_birth_rows rows;

	return cases_by_birth(v->db, v->arena, &in, &rows, &v->err) == -1 ? -1 : TAKE(v, rows, ret);
}

int
search_find(struct visit *v, const struct search *s, struct search_found *ret)
{
	const char *digits = str_digits(v->arena, s->text);
	struct name_words words;
	struct day born;

	*ret = (struct search_found){ .near = false };
	if (*s->text == '\0')
		return by_filters(v, s, &ret->rows);
	if (day_parse(s->text, &born)) {
		if (by_birth(v, s, born, &ret->rows) == -1)
			return -1;
		if (ret->rows.n > 0)
			return 0;
	}
	name_split(s->text, &words);
	if (words.n == 0)	/* nothing but digits and signs */
		return strlen(digits) < 4 || strlen(digits) > 16 ? 0 : by_digits(v, s, digits, &ret->rows);
	longest_first(&words);
	if (!s->near) {
		if (by_name(v, s, &words, false, ret) == -1)
			return -1;
		if (ret->rows.n > 0 || s->before != INT64_MAX)
			return 0;
	}
	return by_name(v, s, &words, true, ret);
}

static int
by_code(struct visit *v, const char *uuid, int64_t *ret_case)
{
	const struct case_by_code_in in = { .office = v->who.office, .uuid_from = arena_printf(v->arena, "%s%%", uuid) };
	struct case_by_code_row row;
	int n = case_by_code(v->db, v->arena, &in, &row, &v->err);

	if (n == 1)
		*ret_case = row.id;
	return n;
}

int
search_number(struct visit *v, const char *text, int64_t *ret_case)
{
	const char *slash = strchr(text, '/'), *uuid = receipt_code_uuid(v->arena, text);
	size_t n = slash == NULL ? strlen(text) : (size_t)(slash - text);
	struct case_by_agenda_row row;
	int64_t no, year = v->today.y;

	if (uuid != NULL)
		return by_code(v, uuid, ret_case);
	if (!number_agenda_read(v->arena, v->who.agenda_format, text, &no, &year) && (n > 6 || !str_int(arena_strndup(v->arena, text, n), 1, 999999, &no) ||
	    (slash != NULL && !str_int(slash + 1, 2000, 2199, &year))))
		return 0;
	const struct case_by_agenda_in in = { .office = v->who.office, .year = year, .no = no };
	int rc = case_by_agenda(v->db, v->arena, &in, &row, &v->err);
	if (rc == 1)
		*ret_case = row.id;
	return rc;
}
