#include "print/wording.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"

static const char *const builtin[WORDING__MAX] = {
	[WORDING_OPENING] = "Yang bertanda tangan di bawah ini:",
	[WORDING_GROUNDS] = "berdasarkan {pengantar}{formulir} yang dicatat dalam Buku Register "
	    "dengan nomor agenda {nomor_agenda} tanggal {tanggal_agenda}, memberikan rekomendasi kepada:",
	[WORDING_PURPOSE] = "untuk melakukan perekaman biometrik Kartu Tanda Penduduk Elektronik (KTP-el) dan "
	    "selanjutnya diproses penerbitan KTP-el oleh Dinas Kependudukan dan Pencatatan Sipil {kabupaten}, "
	    "dengan keterangan sebagai berikut:",
	[WORDING_FIRST] = "berkas permohonan yang bersangkutan telah diterima lengkap serta data penduduknya telah "
	    "diverifikasi dan divalidasi",
	[WORDING_AGE] = "yang bersangkutan telah memenuhi ketentuan wajib memiliki KTP-el, yaitu telah berusia "
	    "17 (tujuh belas) tahun",
	[WORDING_MARRIED] = "yang bersangkutan telah memenuhi ketentuan wajib memiliki KTP-el, yaitu telah kawin",
	[WORDING_WAS_MARRIED] = "yang bersangkutan telah memenuhi ketentuan wajib memiliki KTP-el, yaitu pernah kawin",
	[WORDING_EARLY] = "yang bersangkutan belum berusia 17 (tujuh belas) tahun dan mengikuti perekaman awal; "
	    "KTP-el diterbitkan setelah yang bersangkutan berusia 17 (tujuh belas) tahun",
	[WORDING_CLOSING] = "Demikian rekomendasi ini dibuat untuk dipergunakan sebagaimana mestinya.",
	[WORDING_RECORDED] = "yang telah melakukan perekaman biometrik Kartu Tanda Penduduk Elektronik (KTP-el) di Kantor "
	    "{kantor} pada hari {hari_rekam}, untuk diproses penerbitan KTP-el oleh Dinas Kependudukan dan Pencatatan Sipil "
	    "{kabupaten}, dengan keterangan sebagai berikut:",
};

const struct wording_part wording_part[WORDING__MAX] = {
#define X(id, column, label, may, must) [WORDING_##id] = { column, label, may, must },
	WORDINGS(X)
#undef X
};

const char *
wording_builtin(enum wording w)
{
	return w < WORDING__MAX ? builtin[w] : "";
}

void
wordings_builtin(struct wordings *ret)
{
	memcpy(ret->at, builtin, sizeof builtin);
	ret->mark = "";
}

/* The placeholder at s ("{name}"): its length with braces, 0 when it is none. */
static size_t
placeholder(const char *s, char name[32])
{
	size_t n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_");

	if (*s != '{' || n == 0 || n > 31 || s[1 + n] != '}')
		return 0;
	memcpy(name, s + 1, n);
	name[n] = '\0';
	return n + 2;
}

static const char *
value_of(const struct wording_value *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].name, name))
			return v[i].value;
	return NULL;
}

const char *
wording_fill(struct arena *a, const char *text, const struct wording_value *v, size_t n)
{
	const char *out = "", *begin = text;
	char name[32];

	for (const char *p = text; *p != '\0'; p++) {
		size_t len = *p == '{' ? placeholder(p, name) : 0;
		const char *value = len == 0 ? NULL : value_of(v, n, name);

		if (value == NULL)
			continue;
		out = arena_printf(a, "%s%.*s%s", out, (int)(p - begin), begin, value);
		p += len - 1;
		begin = p + 1;
	}
	return *out == '\0' ? text : arena_printf(a, "%s%s", out, begin);
}

static const char *
braces(struct arena *a, const char *list)
{
	const char *s = "";

	for (const char *p = list; *p != '\0';) {
		size_t n = strcspn(p, " ");

		s = arena_printf(a, "%s%s{%.*s}", s, *s == '\0' ? "" : ", ", (int)n, p);
		p += n + (p[n] == ' ');
	}
	return s;
}

const char *
wording_placeholders(struct arena *a, enum wording w)
{
	return braces(a, wording_part[w].may);
}

const char *
wording_check(struct arena *a, enum wording w, const char *text)
{
	const struct wording_part *part = &wording_part[w];
	char name[32];

	for (const char *p = text; *p != '\0'; p++) {
		size_t len = *p == '{' ? placeholder(p, name) : 0;

		if ((*p == '{' && len == 0) || *p == '}')
			return "Kurung kurawal hanya untuk isian seperti {nomor_agenda}. Perbaiki atau hapus kurungnya.";
		if (len > 0 && !str_listed(part->may, name))
			return *part->may == '\0' ? arena_printf(a, "Bagian ini tidak memiliki isian; hapus {%s}.", name) :
			    arena_printf(a, "Isian {%s} tidak dikenal di sini. Yang tersedia: %s.", name, braces(a, part->may));
		if (len > 0)
			p += len - 1;
	}
	for (const char *p = part->must; *p != '\0';) {
		size_t n = strcspn(p, " ");

		if (strstr(text, arena_printf(a, "{%.*s}", (int)n, p)) == NULL)
			return arena_printf(a, "Isian {%.*s} harus ada di bagian ini.", (int)n, p);
		p += n + (p[n] == ' ');
	}
	return NULL;
}

const char *
wordings_mark(struct arena *a, int64_t version, const struct wordings *w)
{
	crypto_hash_sha256_state h;
	uint8_t digest[crypto_hash_sha256_BYTES];
	char hex[17];

	(void)crypto_hash_sha256_init(&h);
	for (enum wording i = 0; i < WORDING__MAX; i++)	/* each with its NUL: no two texts run together */
		if (i != WORDING_RECORDED || *w->at[i] != '\0')	/* versions from before there was this one */
			(void)crypto_hash_sha256_update(&h, (const uint8_t *)w->at[i], strlen(w->at[i]) + 1);
	(void)crypto_hash_sha256_final(&h, digest);
	str_hex(hex, digest, 8);
	return arena_printf(a, "%lld %s", (long long)version, hex);
}
