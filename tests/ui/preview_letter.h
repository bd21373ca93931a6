/* preview_letter.h - a letter that is checked by anybody, for preview.c, which includes it once. */
#ifndef UI_PREVIEW_LETTER_H
#define UI_PREVIEW_LETTER_H

static struct letter_check_page
letter_form(const char *wrong)
{
	struct letter_check_page p = {
		.layout = { .title = "Keaslian Surat", .office = "KECAMATAN WATULIMO", .assets = "x", .back = "/masuk", .failed = set == GALAT },
		.code = hinted(text("kode_verifikasi", "Kode verifikasi", set == GALAT && wrong != NULL ? "AZqcarMGNDA2LjA4AAAAewfqB-oLFwECAwQFBgcI8PHy8_T19vf4" : NULL, 400), "Pindai gambar QR pada surat dengan alat pindai, atau tempelkan kodenya."),
		.number = hinted(text("nomor_surat", "Nomor surat", NULL, 60), "Seperti pada surat, misalnya 400.12.2.1/123/406.08/2026."),
		.day = kind(text("tanggal_surat", "Tanggal surat", NULL, 10), FIELD_DAY, 12), .by_number = set == PANJANG,
	};

	if (wrong != NULL)	/* its texts stand in one place for all forms */
		p.form = form("kode_verifikasi", wrong);
	else
		p.form = (struct view_form){ .action = "/verifikasi-surat", .csrf_token = "t", .request = "r" };
	p.form.errors.n = set == GALAT && wrong != NULL ? 1 : 0;
	p.code.error = p.form.errors.n ? wrong : NULL;
	p.number.size = 32;
	return p;
}

static void
letter_keys_page_(struct out *o)
{
	static const char hex[] = "3f2a91c077e031aa5b029c1d0a44e6f1502fd28bccd25e9374835d892d1499df";
	static const struct view_letter_key keys[] = {
		{ "3f2a91c0", "3f2a 91c0 77e0 31aa 5b02 9c1d 0a44 e6f1 502f d28b ccd2 5e93 7483 5d89 2d14 99df", hex, true },
		{ "9a9c6ab3", "9a9c 6ab3 77e0 31aa 5b02 9c1d 0a44 e6f1 502f d28b ccd2 5e93 7483 5d89 2d14 99df", hex, false },
	};
	const struct letter_keys_page p = {
		.layout = { .title = "Kunci Publik Surat", .office = "KECAMATAN WATULIMO", .assets = "x", .back = "/verifikasi-surat", .failed = set == GALAT },
		.today = { 2026, 11, 23 }, .keys = { keys, set == KOSONG ? 0 : set == PANJANG ? 2 : 1 },
		.qr = { "<svg class=\"qr\" viewBox=\"0 0 29 29\" role=\"img\" aria-label=\"Kunci publik sekarang\"><path d=\"M4 4h7v1h-7zM4 6h7v1h-7z\"/></svg>" },
	};

	tpl_page_letter_keys(o, &p);
	save("letter_keys", o);
}

/* biasa: genuine; panjang: genuine, for somebody who may see the case; kosong: nothing asked yet;
 * galat: no code.  letter_answer has the other answers. */
static void
letter_pages(struct out *o)
{
	struct letter_check_page p = letter_form("Ini bukan kode verifikasi surat yang utuh. Pindai gambar QR sekali lagi, atau salin seluruh kodenya.");
	struct letter_check_page a = letter_form(NULL);

	if (set == BIASA || set == PANJANG) {
		p.verdict = "Asli dan berlaku";
		p.meaning = "Tanda tangan elektroniknya benar, dan surat ini tercatat serta berlaku pada buku kantor. Bandingkan keterangan di bawah ini dengan kertasnya.";
		p.good = true;
		p.letter_number = "400.12.2.1/123/406.08/2026";
		p.letter_day = (struct day){ 2026, 11, 23 };
		p.office = "KECAMATAN WATULIMO";
		p.name = set == BIASA ? "S*** C*** R***" : "R*** A*** S*** N*** K*** P*** W***";
		p.signer = "Jati Mustika Dani, S.STP.";
		p.title = "Camat Watulimo";
		p.signed_at = ago(60);
	}
	if (set == PANJANG) {
		p.layout = lay("Keaslian Surat", "");
		p.href = "/permohonan/7d0c";
	}
	tpl_page_letter_check(o, &p);
	save("letter_check", o);
	a.letter_number = "400.12.2.1/123/406.08/2026";
	a.letter_day = (struct day){ 2026, 11, 23 };
	a.verdict = set == BIASA ? "Tercatat pada buku kantor" : set == PANJANG ? "Tanda tangan benar, tetapi surat tidak ada pada buku kantor ini" : set == KOSONG ? "Kunci tidak dikenal" : "Digantikan";
	a.meaning = set == GALAT ? "Surat ini telah digantikan oleh surat yang lebih baru dan tidak berlaku lagi." : "Kode ini ditandatangani dengan kunci kantor, tetapi suratnya tidak ditemukan. Hal ini dapat terjadi setelah data dipulihkan dari cadangan. Tanyakan kepada kantor sebelum surat dipakai.";
	a.wait = set == PANJANG;
	a.bad = set == KOSONG || set == GALAT;
	a.replaced_number = set == GALAT ? "400.12.2.1/130/406.08/2026" : NULL;
	a.unsigned_ink = set == BIASA;
	if (set == KOSONG)
		a.letter_number = NULL;
	tpl_page_letter_check(o, &a);
	save("letter_answer", o);
	letter_keys_page_(o);
}

#endif
