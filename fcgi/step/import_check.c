#include "step/import_check.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "print/render.h"
#include "sql/signed_letter.h"

static const char *const why[SIGNED_PDF__MAX] = {
	[SIGNED_PDF_NO_PDF] = "Berkas ini bukan PDF. Pilih PDF yang diunduh dari layanan tanda tangan.",
	[SIGNED_PDF_UNSIGNED] = "PDF ini belum bertanda tangan elektronik. Unduh hasil yang sudah ditandatangani dari layanan tanda tangan, bukan surat asalnya.",
	[SIGNED_PDF_FORM] = "Tanda tangan di dalam PDF ini tidak mengikuti standar yang dapat diperiksa (PAdES). Minta layanan tanda tangan menandatangani ulang suratnya.",
	[SIGNED_PDF_CHANGED] = "PDF ini berubah setelah ditandatangani. Jangan dipakai; unduh kembali dari layanan tanda tangan.",
	[SIGNED_PDF_WEAK] = "Tanda tangan ini memakai sandi lama yang tidak aman (misalnya SHA-1). Minta layanan tanda tangan menandatangani ulang suratnya.",
	[SIGNED_PDF_NOT_FOR_SIGNING] = "Sertifikat ini bukan untuk menandatangani dokumen.",
};

static int
trusted(struct visit *v, struct certificate **ret, size_t *ret_n)
{
	const struct trusted_list_in in = { .office = v->who.office };
	struct trusted_list_rows rows;

	if (trusted_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	*ret = ARENA_ARRAY(v->arena, rows.n, struct certificate);
	*ret_n = rows.n;
	for (size_t i = 0; *ret != NULL && i < rows.n; i++)
		(*ret)[i].der = rows.at[i].der;
	return *ret == NULL && rows.n > 0 ? err_set(&v->err, ERR_FULL, 0, "arena") : 0;
}

int
import_signed(struct visit *v, struct bytes file, struct signed_pdf *ret, const char **ret_why)
{
	struct certificate *at;
	size_t n;
	int verdict;

	if (trusted(v, &at, &n) == -1 ||
	    (verdict = signed_pdf_check(v->arena, file, at, n, v->now, ret, &v->err)) == -1)
		return -1;
	if (verdict == SIGNED_PDF_GOOD)
		return 1;
	const struct certificate *last = ret->n == 0 ? NULL : &ret->signer[ret->n - 1];
	*ret_why = why[verdict];
	if (verdict == SIGNED_PDF_STRANGER)
		*ret_why = arena_printf(v->arena, "Sertifikat atas nama %s diterbitkan oleh %s, yang tidak dipercaya kantor ini. Periksa berkasnya; bila penerbit itu benar, administrator menambahkan sertifikatnya di Pengaturan.",
		    last->subject, last->issuer);
	if (verdict == SIGNED_PDF_OUT_OF_DATE)
		*ret_why = arena_printf(v->arena, "Sertifikat atas nama %s atau sertifikat penerbitnya tidak berlaku hari ini. Pejabat memperbarui sertifikatnya, lalu menandatangani ulang.",
		    last->subject);
	return 0;
}

/* Letters and digits in a row, whatever blanks the layout put between them. */
static const char *
squeezed(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text), *to = out;

	for (const char *p = text; out != NULL && *p != '\0'; p++)
		if (!isspace((unsigned char)*p))
			*to++ = *p;
	if (out != NULL)
		*to = '\0';
	return out == NULL ? "" : out;
}

/* What poppler finds in it: as many pages, nothing that acts or hides, this letter's numbers. */
static int
content(struct visit *v, struct bytes file, const struct document_letter_row *letter, const char *nik, int pages,
    struct import_found *ret, const char **ret_why)
{
	const char *facts, *text, *script, *locked;
	int64_t n = 0;

	*ret_why = "PDF ini tidak dapat dibuka. Unduh kembali dari layanan tanda tangan.";
	if (render_facts(v->site->render, v->arena, file, &facts, &v->err) == -1 ||
	    render_text(v->site->render, v->arena, file, &text, &v->err) == -1)
		return v->err.kind == ERR_INPUT ? 0 : -1;
	script = render_fact(v->arena, facts, "JavaScript");
	locked = render_fact(v->arena, facts, "Encrypted");
	if (!str_int(render_fact(v->arena, facts, "Pages"), 1, RENDER_PAGE_MOST, &n))
		return 0;
	if (!str_eq(script, "no") || !str_starts(locked, "no")) {
		*ret_why = "PDF ini terkunci atau berisi program. Surat tidak boleh memuatnya; jangan dipakai.";
		return 0;
	}
	ret->pages = (int)n;
	if (ret->pages != pages) {
		*ret_why = arena_printf(v->arena, "PDF ini %d halaman, suratnya %d. Pilih berkas yang benar.", ret->pages, pages);
		return 0;
	}
	text = squeezed(v->arena, text);
	if (strstr(text, squeezed(v->arena, letter->letter_number)) == NULL || strstr(text, nik) == NULL) {
		*ret_why = arena_printf(v->arena, "PDF ini bukan surat Nomor %s untuk pemohon ini. Pilih berkas yang benar.",
		    letter->letter_number);
		return 0;
	}
	return 1;
}

int
import_check(struct visit *v, struct bytes file, const struct document_letter_row *letter,
    const struct document_bytes_row *frozen, const char *nik, struct import_found *ret, const char **ret_why)
{
	int n;

	*ret = (struct import_found){ .pages = 0 };
	if ((n = import_signed(v, file, &ret->pdf, ret_why)) != 1)
		return n;
	ret->same_bytes = file.n > frozen->bytes.n && memcmp(file.p, frozen->bytes.p, frozen->bytes.n) == 0;
	return content(v, file, letter, nik, (int)frozen->pages, ret, ret_why);
}

static const char *
next_letter(const char *p)
{
	while (*p != '\0' && *p != ',' && !isalpha((unsigned char)*p) && (unsigned char)*p < 0x80)
		p++;
	return p;
}

bool
import_same_name(const char *a, const char *b)
{
	for (;;) {
		a = next_letter(a);
		b = next_letter(b);
		if (*a == '\0' || *a == ',' || *b == '\0' || *b == ',')
			return (*a == '\0' || *a == ',') && (*b == '\0' || *b == ',');
		if (toupper((unsigned char)*a) != toupper((unsigned char)*b))
			return false;
		a++;
		b++;
	}
}
