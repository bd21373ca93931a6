/* preview_work.h - lists and searches, for preview.c, which includes it once. */
#ifndef UI_PREVIEW_WORK_H
#define UI_PREVIEW_WORK_H

#define search_data		search_page

static void
list_pages(struct out *o)
{
	size_t n = set == KOSONG ? 0 : set == BIASA ? 25 : 7;
	static const struct view_option villages_[] = { { "", "Semua desa", true }, { "11", "Prigi", false } };
	static const struct view_option states_[] = { { "", "Semua status", true }, { "DRAF", "Draf", false } };
	static const struct view_option periods_[] = { { "SEMUA", "Semua", true }, { "HARI", "Hari ini", false } };
	static const struct view_saved saved_[] = { { "Prigi belum selesai", "/permohonan?saringan=1", "1" }, { "Bulan ini", "/permohonan?saringan=2", "2" } };

	PAGE(o, search, { .layout = lay(set == KOSONG || set == GALAT ? "Hasil pencarian" : "Daftar Permohonan", "/permohonan"),
		.form = form("sampai", "Sampai tanggal lebih awal daripada dari tanggal. Periksa kembali."),
		.text = opt(text("cari", "Nama, NIK, nomor KK, nomor agenda, atau tanggal lahir", set == PANJANG ? long_name : "siti rahaju", 60)),
		.village = opt(with(text("desa", "Desa", NULL, 0), FIELD_SELECT, villages_, 2)), .status = opt(with(text("status", "Status", NULL, 0), FIELD_SELECT, states_, 2)),
		.period = opt(with(text("periode", "Tanggal permohonan", NULL, 0), FIELD_SELECT, periods_, 2)), .first = opt(kind(text("dari", "Dari tanggal", "", 10), FIELD_DAY, 12)),
		.last = opt(kind(text("sampai", "Sampai tanggal", "", 10), FIELD_DAY, 12)), .name = opt(text("nama_saringan", "Nama saringan", "", 40)),
		.saved = { saved_, set == KOSONG ? 0 : 2 }, .search = set == KOSONG || set == PANJANG ? "siti rahaju" : "", .rows = queue(set == GALAT ? 0 : n),
		.near = set == PANJANG, .offer_near = set == BIASA, .filtered = set == PANJANG, .next = n > 6 ? "7" : NULL, .further = set == PANJANG });
}

#endif
