/* One case of a person: all its columns, papers, captures, exceptions, requirements, events. */
#include "base/str.h"
#include "duty/extract_inside.h"
#include "sop/biometric.h"
#include "sop/cause.h"
#include "sop/finger.h"
#include "sop/number.h"
#include "sop/paper.h"
#include "sop/person.h"
#include "sop/print_job.h"
#include "sop/replacement.h"
#include "sop/sop.h"
#include "sql/biometric.h"
#include "sql/capture.h"
#include "sql/casefile.h"
#include "sql/document.h"
#include "sql/replacement.h"
#include "sql/scan.h"
#include "sql/subject.h"

struct loading {
	struct db	*db;
	struct arena	*arena;
	struct err	*err;
	const struct casefile_get_row	*row;
};

static void
person(struct filling *f, const struct casefile_get_row *r)
{
	struct fmt nik, kk;

	fill_both(f, "nik", "NIK", r->nik, arena_strdup(f->arena, fmt_nik(&nik, r->nik)));
	fill_both(f, "no_kk", "Nomor KK", r->kk, arena_strdup(f->arena, fmt_nik(&kk, r->kk)));
	fill_text(f, "nama", "Nama lengkap", r->name);
	fill_text(f, "tempat_lahir", "Tempat lahir", r->birth_place);
	fill_day(f, "tanggal_lahir", "Tanggal lahir", r->birth_day);
	fill_text(f, "jenis_kelamin", "Jenis kelamin", r->sex);
	fill_text(f, "golongan_darah", "Golongan darah", r->blood);
	fill_text(f, "alamat", "Alamat", r->address);
	fill_text(f, "rt", "RT", r->rt);
	fill_text(f, "rw", "RW", r->rw);
	fill_text(f, "desa", "Desa", r->village);
	fill_text(f, "agama", "Agama", r->religion);
	fill_text(f, "status_perkawinan", "Status perkawinan", r->marital);
	fill_text(f, "pekerjaan", "Jenis pekerjaan", r->job);
	fill_text(f, "kewarganegaraan", "Kewarganegaraan", r->citizenship);
	fill_text(f, "telepon", "Nomor HP/WhatsApp", r->phone);
	fill_text(f, "wali", "Orang tua/wali", r->guardian);
	fill_both(f, "persetujuan_wali", "Persetujuan orang tua/wali", r->guardian_consent != 0 ? "YA" : "TIDAK",
	    r->guardian_consent != 0 ? "Ya" : "Tidak");
	fill_text(f, "pernah_rekam", "Pernah melakukan perekaman", r->recorded);
	fill_text(f, "pengantar_nomor", "Nomor pengantar desa", r->intro_number);
	fill_day(f, "pengantar_tanggal", "Tanggal pengantar desa", r->intro_day);
}

static void
course(struct filling *f, const struct casefile_get_row *r)
{
	enum status s = sop_status_by_word(r->status);

	fill_text(f, "nomor_berkas", "Nomor berkas", r->uuid);
	fill_both(f, "status", "Status", r->status, sop_status_label(s));
	fill_when(f, "status_sejak", "Status sejak", r->status_at);
	fill_when(f, "dibuat", "Permohonan dibuat", r->created_at);
	fill_text(f, "nomor_agenda", "Nomor agenda", r->agenda_no == 0 ? NULL :
	    number_agenda(f->arena, NULL, r->agenda_no, r->agenda_year));
	fill_day(f, "tanggal_agenda", "Tanggal agenda", r->agenda_day);
	fill_both(f, "cara_tanda_tangan", "Cara penandatanganan", r->sign_mode,
	    str_eq(r->sign_mode, "ELEKTRONIK") ? "Elektronik" : "Tinta");
	fill_text(f, "alasan_ulang", "Alasan perekaman ulang", r->repeat_reason);
	fill_day(f, "kembali", "Pemohon kembali tanggal", r->again_on);
	fill_text(f, "sebab_kembali", "Sebab penundaan", cause_label(r->again_cause));
	fill_when(f, "ditandatangani", "Ditandatangani", r->signed_at);
	fill_when(f, "direkam", "Direkam", r->recorded_at);
	fill_text(f, "hasil_perekaman_resmi", "Hasil perekaman resmi", r->official_result);
	fill_text(f, "diterima_oleh", "Rekomendasi diterima oleh", r->received_by);
	fill_both(f, "diterima_sebagai", "Penyerahan", r->received_as,
	    str_eq(r->received_as, "DIKIRIM") ? "Dikirim langsung ke Dinas Dukcapil" : r->received_as);
	fill_when(f, "diterima_pada", "Diserahkan", r->received_at);
}

static int
requirements(struct loading *l, struct extract_table *t)
{
	const struct case_requirement_list_in in = { .id = l->row->id, .sop = l->row->sop_version_id };
	struct case_requirement_list_rows rows;

	if (case_requirement_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "kelengkapan", "Kelengkapan berkas", "Tidak ada persyaratan.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 4);
		fill_text(&f, "persyaratan", "Persyaratan", rows.at[i].label);
		fill_both(&f, "ada", "Ada", rows.at[i].present ? "YA" : "TIDAK",
		    rows.at[i].present ? "Ya" : "Tidak");
		fill_text(&f, "keterangan", "Keterangan", rows.at[i].remark);
		fill_text(&f, "dibebaskan", "Dibebaskan", rows.at[i].waived);
		table_add(t, &f);
	}
	return 0;
}

static int
scans(struct loading *l, struct extract_table *t)
{
	const struct scan_list_in in = { .case_id = l->row->id };
	struct scan_list_rows rows;

	if (scan_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "gambar_berkas", "Gambar berkas", "Tidak ada gambar.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 5);
		fill_number(&f, "id", "Id", rows.at[i].id);
		fill_text(&f, "berkas", "Berkas", rows.at[i].label);
		fill_when(&f, "disimpan", "Disimpan", rows.at[i].at);
		fill_text(&f, "oleh", "Oleh", rows.at[i].actor);
		fill_when(&f, "dihapus", "Dihapus", rows.at[i].removed_at);
		table_add(t, &f);
	}
	return 0;
}

static int
differences(struct loading *l, struct extract_table *t)
{
	const struct case_difference_list_in in = { .id = l->row->id };
	struct case_difference_list_rows rows;

	if (case_difference_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "perbedaan", "Data yang dinyatakan berbeda", "Tidak ada perbedaan.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 3);
		fill_text(&f, "data", "Data", person_label(rows.at[i].field));
		fill_text(&f, "di_berkas", "Di berkas", rows.at[i].entered);
		fill_text(&f, "menurut_kk", "Menurut KK/SIAK", rows.at[i].found);
		table_add(t, &f);
	}
	return 0;
}

static int
events(struct loading *l, struct extract_table *t)
{
	const struct case_event_list_in in = { .id = l->row->id };
	struct case_event_list_rows rows;

	if (case_event_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "riwayat", "Riwayat permohonan", "Belum ada perubahan status.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 5);
		fill_when(&f, "waktu", "Waktu", rows.at[i].at);
		fill_both(&f, "status", "Status", rows.at[i].to_status,
		    sop_status_label(sop_status_by_word(rows.at[i].to_status)));
		fill_number(&f, "langkah", "Langkah", rows.at[i].step);
		fill_text(&f, "oleh", "Oleh", rows.at[i].actor == NULL ? "sistem" : rows.at[i].actor);
		fill_text(&f, "alasan", "Alasan", str_empty(rows.at[i].cause) ? rows.at[i].reason :
		    arena_printf(l->arena, "%s. %s", cause_label(rows.at[i].cause), rows.at[i].reason));
		table_add(t, &f);
	}
	return 0;
}

static int
papers(struct loading *l, struct extract_table *t)
{
	const struct document_list_in in = { .case_id = l->row->id };
	struct document_list_rows rows;

	if (document_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "surat", "Surat dan tanda bukti", "Belum ada surat.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct document_list_row *d = &rows.at[i];
		struct filling f = filling_begin(l->arena, 9);
		enum print_state s = print_state_by_word(d->job_state == NULL ? "" : d->job_state);
		fill_number(&f, "id", "Id", d->id);
		fill_both(&f, "jenis", "Jenis", d->kind, paper_name(d->kind));
		fill_text(&f, "nomor", "Nomor", d->letter_number);
		fill_day(&f, "tanggal", "Tanggal", d->letter_day);
		fill_when(&f, "dibekukan", "Dibuat", d->frozen_at);
		fill_hash(&f, "sha256", "SHA-256", d->sha256);
		fill_both(&f, "berlaku", "Berlaku", d->is_void ? "TIDAK" : "YA", d->is_void ? "Tidak" : "Ya");
		fill_both(&f, "cetak", "Cetakan", d->job_state, d->job == 0 ? NULL : print_state_label(s));
		fill_when(&f, "cetak_pada", "Keadaan cetakan sejak", d->job_at);
		table_add(t, &f);
	}
	return 0;
}

static int
signatures(struct loading *l, struct extract_table *t)
{
	const struct subject_signatures_in in = { .case_id = l->row->id };
	struct subject_signatures_rows rows;

	if (subject_signatures(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "tanda_tangan", "Penandatanganan", "Belum ditandatangani.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct subject_signatures_row *r = &rows.at[i];
		struct filling f = filling_begin(l->arena, 8);
		fill_number(&f, "surat_id", "Id surat", r->document_id);
		fill_both(&f, "cara", "Cara", r->mode, str_eq(r->mode, "ELEKTRONIK") ? "Elektronik" : "Tinta");
		fill_text(&f, "penanda_tangan", "Penanda tangan", r->name);
		fill_text(&f, "jabatan", "Jabatan", r->title);
		fill_text(&f, "dicatat_oleh", "Disetujui atau dicatat oleh", r->actor);
		fill_when(&f, "waktu", "Waktu", r->at);
		fill_both(&f, "bukti", "Bukti", r->factor, str_eq(r->factor, "TOTP") ? "Kode OTP" :
		    str_eq(r->factor, "PEMULIHAN") ? "Kode pemulihan" : "Tanda tangan tinta");
		fill_hash(&f, "sha256", "SHA-256 naskah", r->text_hash);
		table_add(t, &f);
	}
	return 0;
}

static int
replacements(struct loading *l, struct extract_table *t)
{
	const struct replacement_list_in in = { .case_id = l->row->id };
	struct replacement_list_rows rows;

	if (replacement_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "penggantian", "Surat pengganti", "Surat tidak pernah diganti.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct replacement_list_row *r = &rows.at[i];
		struct filling f = filling_begin(l->arena, 9);
		fill_text(&f, "nomor_lama", "Nomor lama", r->old_number);
		fill_text(&f, "nomor_baru", "Nomor baru", r->new_number);
		fill_text(&f, "alasan", "Alasan", r->reason);
		fill_both(&f, "keadaan", "Keadaan", r->state, replacement_label(replacement_by_word(r->state)));
		fill_when(&f, "dibuat", "Dibuat", r->made_at);
		fill_text(&f, "dibuat_oleh", "Dibuat oleh", r->maker);
		fill_text(&f, "alasan_batal", "Alasan pembatalan", r->end_reason);
		fill_text(&f, "diterima_oleh", "Diterima oleh", r->received_by);
		fill_when(&f, "diterima_pada", "Diterima pada", r->handed_at);
		table_add(t, &f);
	}
	return 0;
}

static int
captures(struct loading *l, struct extract_table *t)
{
	const struct subject_captures_in in = { .case_id = l->row->id };
	struct subject_captures_rows rows;

	if (subject_captures(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "sidik_jari", "Perekaman sidik jari", "Belum ada jari yang direkam di sistem ini.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct subject_captures_row *c = &rows.at[i];
		struct filling f = filling_begin(l->arena, 12);
		fill_number(&f, "jari", "Nomor jari", c->finger);
		fill_text(&f, "nama_jari", "Jari", finger_name((int)c->finger));
		fill_both(&f, "tujuan", "Tujuan", c->purpose, str_eq(c->purpose, "REKAM") ? "Perekaman" : "Verifikasi");
		fill_both(&f, "hasil", "Hasil", c->state, str_eq(c->state, "done") ? "Berhasil" :
		    str_eq(c->state, "failed") ? "Gagal" : "Belum selesai");
		if (c->quality == 0)
			fill_text(&f, "mutu", "Mutu", NULL);
		else
			fill_number(&f, "mutu", "Mutu", c->quality);
		fill_when(&f, "waktu", "Waktu", c->ordered_at);
		fill_text(&f, "stasiun", "Stasiun", c->station);
		fill_text(&f, "petugas", "Petugas", c->who);
		fill_when(&f, "disimpan", "Gambar tersegel disimpan", c->stored_at);
		fill_text(&f, "bulan_kunci", "Bulan kunci segel", c->epoch);
		fill_hash(&f, "sha256", "SHA-256 gambar tersegel", c->sha256);
		fill_when(&f, "dimusnahkan", "Gambar tersegel dimusnahkan", c->destroyed_at);
		table_add(t, &f);
	}
	return 0;
}

static int
exceptions(struct loading *l, struct extract_table *t)
{
	const struct subject_exceptions_in in = { .case_id = l->row->id };
	struct subject_exceptions_rows rows;

	if (subject_exceptions(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "pengecualian", "Pengecualian biometrik", "Tidak ada pengecualian.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 6);
		enum finger_reason why = finger_reason_by_word(rows.at[i].reason);
		fill_number(&f, "jari", "Nomor jari", rows.at[i].finger);
		fill_text(&f, "nama_jari", "Jari", finger_name((int)rows.at[i].finger));
		fill_both(&f, "sebab", "Sebab", rows.at[i].reason, finger_reason_label(why));
		fill_text(&f, "keterangan", "Keterangan", rows.at[i].note);
		fill_when(&f, "waktu", "Waktu", rows.at[i].at);
		fill_text(&f, "petugas", "Petugas", rows.at[i].who);
		table_add(t, &f);
	}
	return 0;
}

static int
pictures(struct loading *l, struct extract_table *t)
{
	const struct biometric_part_list_in in = { .case_id = l->row->id };
	struct biometric_part_list_rows rows;

	if (biometric_part_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "pasfoto_tanda_tangan", "Pasfoto dan tanda tangan (tersegel)", "Tidak ada pasfoto atau tanda tangan di sistem ini.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 7);
		fill_both(&f, "jenis", "Jenis", rows.at[i].kind, bio_part_label(rows.at[i].kind));
		fill_text(&f, "cara", "Cara mengambil", rows.at[i].how);
		fill_text(&f, "sebab", "Sebab pengecualian", rows.at[i].reason);
		fill_text(&f, "keterangan", "Keterangan", rows.at[i].note);
		fill_when(&f, "waktu", "Waktu", rows.at[i].at);
		fill_text(&f, "petugas", "Petugas", rows.at[i].who);
		fill_when(&f, "dimusnahkan", "Gambar tersegel dimusnahkan", rows.at[i].destroyed_at);
		table_add(t, &f);
	}
	return 0;
}

static int
official(struct loading *l, struct extract_table *t)
{
	const struct enrolment_list_in in = { .case_id = l->row->id };
	struct enrolment_list_rows rows;

	if (enrolment_list(l->db, l->arena, &in, &rows, l->err) == -1)
		return -1;
	*t = table_begin(l->arena, "hasil_resmi", "Hasil perekaman resmi", "Belum ada hasil perekaman resmi yang dicatat.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(l->arena, 9);
		fill_both(&f, "bagian", "Bagian", rows.at[i].part, str_eq(rows.at[i].part, "IRIS") ? "Iris mata" : "Perekaman resmi");
		fill_text(&f, "hasil", "Hasil", rows.at[i].result);
		fill_text(&f, "sebab", "Sebab pengecualian", rows.at[i].reason);
		fill_text(&f, "status_siak", "Status di SIAK", rows.at[i].siak);
		fill_day(&f, "tanggal", "Tanggal", rows.at[i].on_day);
		fill_text(&f, "oleh", "Petugas yang merekam atau membaca", rows.at[i].officer);
		fill_text(&f, "keterangan", "Keterangan", rows.at[i].note);
		fill_when(&f, "waktu", "Dicatat", rows.at[i].at);
		fill_text(&f, "petugas", "Dicatat oleh", rows.at[i].who);
		table_add(t, &f);
	}
	return 0;
}

int
extract_case_load(struct db *db, struct arena *a, const struct act *act, int64_t id,
    struct extract *x, struct extract_case *ret, struct err *e)
{
	static int (*const load[])(struct loading *, struct extract_table *) = {
		requirements, scans, differences, events, papers, signatures, replacements, captures, exceptions,
		pictures, official,
	};
	enum { TABLES = sizeof load / sizeof *load };
	const struct casefile_get_in in = { .id = id, .office = act->office };
	struct casefile_get_row row;
	struct extract_case c = { .id = id };
	int n = casefile_get(db, a, &in, &row, e);

	if (n != 1)
		return n;
	struct filling f = filling_begin(a, 44);
	course(&f, &row);
	person(&f, &row);
	c.facts.cells = f.facts;
	c.title = row.agenda_no != 0 ? arena_printf(a, "Permohonan nomor agenda %s",
	    number_agenda(a, NULL, row.agenda_no, row.agenda_year)) :
	    arena_printf(a, "Permohonan tanpa nomor agenda (berkas %.8s)", row.uuid);
	c.tables.at = ARENA_ARRAY(a, TABLES, struct extract_table);
	struct loading l = { .db = db, .arena = a, .err = e, .row = &row };
	for (size_t i = 0; c.tables.at != NULL && i < TABLES; i++)
		if (load[i](&l, &c.tables.at[c.tables.n++]) == -1)
			return -1;
	x->name = row.name;
	*ret = c;
	return 1;
}
