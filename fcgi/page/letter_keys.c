/*
 * /verifikasi-surat/kunci: the sheet for the notice board.  Whoever checks a code by himself takes
 * the key from here and compares its print with the paper (sign/README.md).
 */
#include "page/letter_keys.h"

#include <sodium.h>

#include "base/str.h"
#include "page/page.h"
#include "page/qr.h"
#include "page/view_letter.h"
#include "tpl.h"

int
letter_keys_read(struct visit *v, struct letter_public *ret)
{
	const char *folder = conf_must(v->site->conf, "paths", "keys", &v->err);

	return folder == NULL ? -1 : letter_public_list(folder, ret, &v->err);
}

/* BLAKE2b-256 in groups of four; its first two are the key's name in each code. */
static const char *
print_of(struct arena *a, const uint8_t key[32])
{
	uint8_t sum[32];
	char hex[65], *s = arena_alloc(a, 80), *w = s;

	if (s == NULL)
		return "";
	(void)crypto_generichash(sum, sizeof sum, key, 32, NULL, 0);
	str_hex(hex, sum, sizeof sum);
	for (size_t i = 0; i < 64; i++) {
		if (i > 0 && i % 4 == 0)
			*w++ = ' ';
		*w++ = hex[i];
	}
	*w = '\0';
	return s;
}

static struct view_letter_key
key_view(struct arena *a, const uint8_t key[32])
{
	char hex[65], id[2 * LETTER_KEY_ID_LEN + 1];
	uint8_t name[LETTER_KEY_ID_LEN];

	str_hex(hex, key, 32);
	letter_key_id(key, name);
	str_hex(id, name, sizeof name);
	return (struct view_letter_key){ .id = arena_strdup(a, id), .print = print_of(a, key),
	    .hex = arena_strdup(a, hex) };
}

void
letter_keys_get(struct visit *v)
{
	struct letter_keys_page p = { .layout = visit_layout(v, "Kunci Publik Surat"), .today = v->today };
	struct letter_public keys;

	if (letter_keys_read(v, &keys) == -1) {
		visit_failed(v);
		return;
	}
	struct view_letter_key *at = ARENA_ARRAY(v->arena, keys.n + 1, struct view_letter_key);
	for (size_t i = 0; at != NULL && i < keys.n; i++)
		at[i] = key_view(v->arena, keys.at[keys.n - 1 - i]);
	if (at != NULL && keys.n > 0) {
		at[0].current = true;
		p.qr = qr_svg(v->arena, at[0].hex, "Kunci publik sekarang");
		p.keys = (struct view_letter_key_list){ at, keys.n };
	}
	if (p.layout.office == NULL)
		p.layout.office = visit_office_name(v);
	p.layout.back = "/verifikasi-surat";
	tpl_page_letter_keys(visit_page(v, 200), &p);
}
