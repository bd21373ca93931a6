/* Forms with a file: what browsers send is read, everything else refused, nothing read beyond the body. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/multipart.h"

#define TYPE	"multipart/form-data; boundary=----WebKitFormBoundaryABC"
#define MARK	"------WebKitFormBoundaryABC"
#define FIELD(name, value)	MARK "\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_(bytes)	MARK "\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"../../etc/x.png\"\r\n" \
	"Content-Type: image/png\r\n\r\n" bytes "\r\n"
/* with what nearly is a boundary */
#define PICTURE	"\x89PNG\r\n\x1a\n--nearly\r\n------WebKitFormBoundaryAB"
#define END_	MARK "--\r\n"

static struct arena *arena;
static struct pairs fields;
static struct file_part file;

/* The body in memory of exactly its size, so that a sanitizer sees a step too far. */
static int
parse_n(const char *type, const char *body, size_t n)
{
	char *exact = malloc(n == 0 ? 1 : n);
	struct err e = { 0 };
	int status;

	assert_non_null(exact);
	memcpy(exact, body, n);
	arena_reset(arena);
	fields = (struct pairs){ 0 };
	file = (struct file_part){ 0 };
	status = multipart_parse(arena, type, (struct bytes){ (const uint8_t *)exact, n }, &fields, &file, &e);
	if (file.bytes.p != NULL) {	/* outlives the body here */
		uint8_t *kept = arena_alloc(arena, file.bytes.n + 1);
		memcpy(kept, file.bytes.p, file.bytes.n);
		file.bytes.p = kept;
	}
	free(exact);
	return status;
}

static int
parse(const char *body)
{
	return parse_n(TYPE, body, strlen(body));
}

static void
fields_and_a_file_are_read(void **state)
{
	static const char bytes[] = FIELD("csrf_token", "abc") FIELD("kosong", "") FIELD("syarat[]", "1") FIELD("syarat[]", "2")
	    FILE_(PICTURE) END_;

	(void)state;
	assert_int_equal(parse_n(TYPE, bytes, sizeof bytes - 1), 0);
	assert_int_equal(fields.n, 4);
	assert_string_equal(fields.at[0].value, "abc");
	assert_string_equal(fields.at[1].value, "");
	assert_string_equal(fields.at[3].value, "2");
	assert_string_equal(file.name, "logo");
	assert_int_equal(file.bytes.n, sizeof PICTURE - 1);
	assert_memory_equal(file.bytes.p, PICTURE, sizeof PICTURE - 1);
	/* no file was chosen: an empty one */
	assert_int_equal(parse(FILE_("") END_), 0);
	assert_int_equal(file.bytes.n, 0);
	assert_string_equal(file.name, "logo");
	assert_int_equal(parse(END_), 0);
	assert_int_equal(fields.n, 0);
	assert_int_equal(parse_n("multipart/form-data; boundary=\"a b\"", "--a b--", 7), 0);
}

static void
what_no_browser_sends_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "x", MARK, MARK "\r\n", MARK "-", FIELD("a", "1"), "\r\n" FIELD("a", "1") END_, FIELD("a", "1") END_ "x",
		FIELD("a", "1") FIELD("a", "2") END_, FIELD("", "1") END_, FIELD("a b", "1") END_, FIELD("a<", "1") END_, FIELD("[]", "1") END_, FIELD("a", "\xff") END_, FILE_("1") FILE_("2") END_,
		MARK "\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END_,
		MARK "\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END_,
		MARK "\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" END_,
		MARK "\r\nContent-Disposition: form-data; name=\"a\"\r\nX-Other: 1\r\n\r\n1\r\n" END_,
		MARK "\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n" END_,
		MARK "\nContent-Disposition: form-data; name=\"a\"\n\n1\n" END_, MARK " \r\n" FIELD("a", "1") END_,
	};
	static const char *const types[] = { "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a ",
		"multipart/form-data; boundary=a\"b", "multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890x" };
	char *head = malloc(MULTIPART_HEADER_MAX + 200);

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (parse(bad[i]) != 400)
			fail_msg("%zu: %s", i, bad[i]);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (parse_n(types[i], END_, strlen(END_)) != 400)
			fail_msg("%s", types[i]);
	(void)strcpy(head, MARK "\r\nContent-Disposition: form-data; name=\"");
	size_t n = strlen(head);
	memset(head + n, 'a', MULTIPART_HEADER_MAX);
	(void)strcpy(head + n + MULTIPART_HEADER_MAX, "\"\r\n\r\n1\r\n" END_);
	assert_int_equal(parse(head), 400);
	free(head);
	assert_int_equal(parse_n(TYPE, FIELD("a", "1\0" "2") END_, sizeof(FIELD("a", "1\0" "2") END_) - 1), 400);
}

static void
too_many_parts_are_refused(void **state)
{
	static const char one[] = FIELD("a[]", "1");
	size_t n = sizeof one - 1, total = n * (REQUEST_PARAMS_MAX + 1);
	char *body = malloc(total + sizeof END_);

	(void)state;
	for (size_t i = 0; i <= REQUEST_PARAMS_MAX; i++)
		memcpy(body + i * n, one, n);
	memcpy(body + total, END_, sizeof END_);
	assert_int_equal(parse_n(TYPE, body, total + sizeof END_ - 1), 413);
	assert_int_equal(parse_n(TYPE, body + n, total - n + sizeof END_ - 1), 0);
	assert_int_equal(fields.n, REQUEST_PARAMS_MAX);
	free(body);
}

/* Every cut and every flipped bit ends in an answer; the sanitizer run looks for steps too far. */
static void
cut_and_broken_bodies_end_in_an_answer(void **state)
{
	static const char whole[] = FIELD("csrf_token", "abc") FILE_("\x89PNG\r\n\x1a\n1234") END_;
	size_t n = sizeof whole - 1, good = 0;
	char broken[sizeof whole];

	(void)state;
	for (size_t i = 0; i < n - 2; i++)	/* the last line end may miss */
		if (parse_n(TYPE, whole, i) == 0)
			fail_msg("cut at %zu", i);
	for (size_t bit = 0; bit < 8 * n; bit++) {
		memcpy(broken, whole, sizeof whole);
		broken[bit / 8] = (char)(broken[bit / 8] ^ (1 << bit % 8));
		int status = parse_n(TYPE, broken, n);
		assert_true(status == 0 || status == 400);
		good += status == 0;
	}
	assert_true(good > 0 && good < 8 * n / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_a_file_are_read),
		cmocka_unit_test(what_no_browser_sends_is_refused),
		cmocka_unit_test(too_many_parts_are_refused),
		cmocka_unit_test(cut_and_broken_bodies_end_in_an_answer),
	};
	int n;

	if ((arena = arena_create(4u << 20)) == NULL)
		return 1;
	n = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return n;
}
