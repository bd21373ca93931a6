#include "store/name_index.h"

#include <string.h>

#include "sop/name_key.h"
#include "sql/search.h"

static int
word_new(struct db *db, struct arena *a, const char *word, int64_t *ret_id, struct err *e)
{
	const struct name_word_add_in add = { .word = word };
	const struct name_word_find_in in = { .word = word };
	struct name_word_find_row row;
	struct name_near near;
	int n;

	/* somebody else may write the same word now: the row is his, its nears are too */
	if (name_word_add(db, &add, e) < 0)
		return -1;
	if ((n = name_word_find(db, a, &in, &row, e)) != 1)
		return n == 0 ? err_set(e, ERR_BROKEN, 0, "name_word %s", word) : -1;
	*ret_id = row.id;
	if (strchr(word, '*') != NULL)	/* a beginning has no sound */
		return 0;
	name_near(word, &near);
	for (size_t i = 0; i < near.n; i++) {
		const struct name_near_add_in one = { .near = near.at[i], .word = row.id };
		if (name_near_add(db, &one, e) < 0)
			return -1;
	}
	return 0;
}

static int
word_id(struct db *db, struct arena *a, const char *word, int64_t *ret_id, struct err *e)
{
	const struct name_word_find_in in = { .word = word };
	struct name_word_find_row row;
	int n = name_word_find(db, a, &in, &row, e);

	if (n == 0)
		return word_new(db, a, word, ret_id, e);
	if (n == 1)
		*ret_id = row.id;
	return n == 1 ? 0 : -1;
}

static int
write_word(struct db *db, struct arena *a, struct case_word_add_in *add, const char *word, struct err *e)
{
	return word_id(db, a, word, &add->word, e) == -1 || case_word_add(db, add, e) < 0 ? -1 : 0;
}

int
name_index_write(struct db *db, struct arena *a, int64_t office, int64_t case_id, const char *name, struct err *e)
{
	const struct case_word_clear_in clear = { .case_id = case_id };
	struct name_words words;

	name_split(name, &words);
	if (case_word_clear(db, &clear, e) < 0)
		return -1;
	for (size_t i = 0; i < words.n; i++) {
		struct case_word_add_in add = { .office = office, .case_id = case_id };
		if (write_word(db, a, &add, words.at[i], e) == -1)
			return -1;
		for (size_t n = NAME_BEGIN_MIN; n <= NAME_BEGIN_MAX; n++) {
			char begin[NAME_BEGIN_MAX + 2];
			name_begin(words.at[i], n, begin);
			if (*begin != '\0' && write_word(db, a, &add, begin, e) == -1)
				return -1;
		}
	}
	return 0;
}
