#include "sop/password.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define DAY_US		(24 * 3600 * INT64_C(1000000))
#define MONTH_DAYS	30

enum {
	NAME_PART = 3,		/* shorter parts of a name say nothing */
	REST_LEAST = 6,		/* letters and digits beside names and common words */
	DIFFERENT_LEAST = 5,	/* different characters in all */
	RUN = 4			/* abcd, 4321: that many neighbours are a run */
};

static const struct password_policy policy[] = {
	{ "NIST", "NIST: minimal 15 karakter, tanpa masa berlaku", 15, false, 0, 0 },
	{ "BSSN", "BSSN 4/2021: minimal 12 karakter dari empat jenis, diganti setiap enam bulan", 12, true, 6, 5 },
};
const char *const password_policy_words[] = { "NIST", "BSSN", NULL };

/* Words that anybody in such an office would try, besides its own names. */
static const char *const local[] = {
	"rekam", "perekaman", "biometrik", "ektp", "ktpel", "ktp", "dukcapil", "dispendukcapil",
	"disdukcapil", "siak", "kecamatan", "kelurahan", "kabupaten", "camat", "kantor", "desa",
	"pelayanan", "petugas", "loket", "operator", "administrator", "admin", "sandi",
	"katasandi", "rahasia", "indonesia", "merdeka", "bismillah", "jawatimur", "prigi",
	"watulimo", "trenggalek", "password", "komputer", "pegawai",
};

const struct password_policy *
password_policy(const char *word)
{
	for (size_t i = 1; i < sizeof policy / sizeof *policy; i++)
		if (word != NULL && strcmp(word, policy[i].word) == 0)
			return &policy[i];
	return &policy[0];
}

const char *
password_fault_text(enum password_fault f)
{
	static const char *const text[PASSWORD__MAX] = {
		[PASSWORD_NOT_TEXT] = "Kata sandi memuat karakter yang tidak dapat dipakai. Ketik ulang tanpa tombol kendali.",
		[PASSWORD_SHORT] = "Kata sandi terlalu pendek. Pakai kata sandi yang lebih panjang, misalnya empat kata yang tidak berhubungan.",
		[PASSWORD_LONG] = "Kata sandi terlalu panjang. Pakai paling banyak 128 karakter.",
		[PASSWORD_KINDS] = "Kata sandi harus memuat huruf besar, huruf kecil, angka, dan tanda baca.",
		[PASSWORD_NUMBER] = "Kata sandi tidak boleh hanya berupa angka seperti NIP, NIK, atau nomor telepon. Pakai kata-kata.",
		[PASSWORD_COMMON] = "Kata sandi ini termasuk yang paling mudah ditebak. Pakai beberapa kata yang tidak berhubungan.",
		[PASSWORD_PERSONAL] = "Kata sandi hampir hanya berisi nama Anda, nama kantor, atau nama tempat. Pakai kata lain.",
	};

	return f < PASSWORD__MAX && text[f] != NULL ? text[f] : "";
}

bool
password_expired(const struct password_policy *p, struct utc set_at, struct utc now)
{
	return p->months > 0 && now.us - set_at.us > p->months * MONTH_DAYS * DAY_US;
}

static bool
listed(struct password_list list, const char *word)
{
	size_t lo = 0, hi = list.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(word, list.at[mid]);

		if (c == 0)
			return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

/* ASCII letters small; everything else as it is. */
static void
fold(char *dst, const char *src)
{
	while ((*dst++ = (char)tolower((unsigned char)*src++)) != '\0')
		;
}

static bool
all_kinds(const char *s)
{
	bool upper = false, lower = false, digit = false, sign = false;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		upper = upper || isupper(c);
		lower = lower || islower(c);
		digit = digit || isdigit(c);
		sign = sign || ispunct(c) || c == ' ' || c >= 0x80;
	}
	return upper && lower && digit && sign;
}

/* Takes every occurrence of the word out of s. */
static void
strike(char *s, const char *word)
{
	size_t n = strlen(word);
	char *p = s;

	while (n > 0 && (p = strstr(p, word)) != NULL)
		(void)memmove(p, p + n, strlen(p + n) + 1);
}

/* Each part of a name or an office's words: letters between everything else. */
static void
strike_parts(char *s, const char *words)
{
	char part[64], folded[64];

	for (const char *p = words == NULL ? "" : words; *p != '\0';) {
		size_t n = strcspn(p, " .,;-_/'\"()");
		if (n >= NAME_PART && n < sizeof part) {
			memcpy(part, p, n);
			part[n] = '\0';
			fold(folded, part);
			strike(s, folded);
		}
		p += n + (p[n] != '\0');
	}
}

/* Side by side on the keyboard, row after row. */
static bool
next_key(char a, char b)
{
	const char *p = strchr("qwertyuiopasdfghjklzxcvbnm", a);

	return a != '\0' && b != '\0' && p != NULL && p[1] == b;
}

/* Runs of neighbours (abcd, 9876, qwert) and of the same character shrink to their first. */
static void
strike_runs(char *s)
{
	char *to = s;

	for (const char *p = s; *p != '\0';) {
		size_t up = 1, down = 1, same = 1, keys = 1;
		while (p[up] != '\0' && p[up] == p[up - 1] + 1)
			up++;
		while (p[down] != '\0' && p[down] == p[down - 1] - 1)
			down++;
		while (p[same] != '\0' && p[same] == p[same - 1])
			same++;
		while (next_key(p[keys - 1], p[keys]))
			keys++;
		size_t run = up > down ? up : down;
		run = same > run ? same : run;
		run = keys > run ? keys : run;
		*to++ = *p;
		p += run >= RUN ? run : 1;
	}
	*to = '\0';
}

static size_t
keep_letters(char *s, bool digits)
{
	char *to = s;

	for (const char *p = s; *p != '\0'; p++)
		if (isalpha((unsigned char)*p) || (unsigned char)*p >= 0x80 ||
		    (digits && isdigit((unsigned char)*p)))
			*to++ = *p;
	*to = '\0';
	return (size_t)(to - s);
}

static bool
different(const char *s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (!seen[(unsigned char)*s]) {
			seen[(unsigned char)*s] = true;
			n++;
		}
	return n >= DIFFERENT_LEAST;
}

/* "abcabc" is abc said twice: cut to one. */
static void
say_once(char *s)
{
	size_t n = strlen(s);

	for (size_t unit = 1; unit <= n / 2; unit++)
		if (n % unit == 0 && memcmp(s, s + unit, n - unit) == 0) {
			s[unit] = '\0';
			return;
		}
}

static enum password_fault
guessable(const char *password, const struct password_person *who, struct password_list list)
{
	char whole[PASSWORD_BYTES + 1], rest[PASSWORD_BYTES + 1];

	fold(whole, password);
	if (!different(whole))
		return PASSWORD_COMMON;
	memcpy(rest, whole, sizeof rest);
	if (keep_letters(rest, false) == 0)
		return PASSWORD_NUMBER;
	say_once(whole);
	say_once(rest);
	if (listed(list, whole) || listed(list, rest))
		return PASSWORD_COMMON;
	memcpy(rest, whole, sizeof rest);
	strike_runs(rest);
	size_t before = keep_letters(rest, true);
	if (before < REST_LEAST)
		return PASSWORD_COMMON;
	if (!str_empty(who->username)) {
		char name[64];
		if (strlen(who->username) >= NAME_PART && strlen(who->username) < sizeof name) {
			fold(name, who->username);
			strike(rest, name);
		}
	}
	strike_parts(rest, who->name);
	strike_parts(rest, who->place);
	for (size_t i = 0; i < sizeof local / sizeof *local; i++)
		strike(rest, local[i]);
	if (strlen(rest) == before)
		return PASSWORD_GOOD;
	/* a name was in it: enough else must be left, and not another common word */
	if (keep_letters(rest, false) < REST_LEAST || listed(list, rest))
		return PASSWORD_PERSONAL;
	return PASSWORD_GOOD;
}

enum password_fault
password_check(const struct password_policy *p, const char *password,
    const struct password_person *who, struct password_list list)
{
	size_t n = strlen(password), length;

	if (!str_utf8_valid(password, n))
		return PASSWORD_NOT_TEXT;
	for (const char *s = password; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return PASSWORD_NOT_TEXT;
	length = str_utf8_len(password);
	if (length < (size_t)p->least)
		return PASSWORD_SHORT;
	if (length > PASSWORD_MAX || n > PASSWORD_BYTES)
		return PASSWORD_LONG;
	if (p->kinds && !all_kinds(password))
		return PASSWORD_KINDS;
	return guessable(password, who, list);
}

bool
pin_good(const char *pin)
{
	size_t n = strlen(pin);
	char rest[16];

	if (n < 6 || n > 12 || strspn(pin, "0123456789") != n)
		return false;
	memcpy(rest, pin, n + 1);
	strike_runs(rest);
	say_once(rest);
	return strlen(rest) >= 3;
}
