/* Who looked at or changed a person's data, which lists may have shown them, what was asked. */
#include "base/str.h"
#include "duty/extract_inside.h"
#include "duty/register.h"
#include "duty/word.h"
#include "sop/role.h"
#include "sop/trace_word.h"
#include "sql/subject.h"

static int
traces(struct db *db, struct arena *a, const struct act *act, const char *nik,
    struct extract_table *t, struct utc *ret_first, struct err *e)
{
	const struct subject_traces_in in = { .office = act->office, .nik = nik };
	struct subject_traces_rows rows;

	if (subject_traces(db, a, &in, &rows, e) == -1)
		return -1;
	*t = table_begin(a, "jejak_pemrosesan", "Siapa melihat atau mengubah data",
	    "Belum ada jejak.", rows.n);
	ret_first->us = rows.n == 0 ? act->at.us : rows.at[0].at.us;
	for (size_t i = 0; i < rows.n; i++) {
		const struct subject_traces_row *r = &rows.at[i];
		struct filling f = filling_begin(a, 7);
		fill_when(&f, "waktu", "Waktu", r->at);
		fill_text(&f, "oleh", "Oleh", r->who != NULL ? r->who : "sistem");
		fill_text(&f, "peran", "Peran", duty_role_labels(a, (role_set)r->roles));
		fill_both(&f, "tindakan", "Tindakan", r->action, trace_word_label(r->action));
		fill_both(&f, "objek", "Objek", r->object, duty_object_label(a, r->object));
		fill_text(&f, "dari", "Dari", r->address);
		fill_text(&f, "keterangan", "Keterangan", r->detail);
		table_add(t, &f);
	}
	return 0;
}

static int
lists(struct db *db, struct arena *a, const struct act *act, struct utc since,
    struct extract_table *t, struct err *e)
{
	const struct subject_lists_in in = { .office = act->office, .since = since };
	struct subject_lists_rows rows;

	if (subject_lists(db, a, &in, &rows, e) == -1)
		return -1;
	*t = table_begin(a, "daftar_yang_mungkin_memuat",
	    "Daftar yang dibuka petugas dan mungkin memuat data ini", "Tidak ada.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct filling f = filling_begin(a, 5);
		fill_both(&f, "daftar", "Daftar", rows.at[i].object, duty_object_label(a, rows.at[i].object));
		fill_text(&f, "oleh", "Oleh", rows.at[i].who != NULL ? rows.at[i].who : "sistem");
		fill_number(&f, "kali", "Kali", rows.at[i].n);
		fill_when(&f, "pertama", "Pertama", rows.at[i].first_at);
		fill_when(&f, "terakhir", "Terakhir", rows.at[i].last_at);
		table_add(t, &f);
	}
	return 0;
}

static int
requests(struct db *db, struct arena *a, const struct act *act, const char *nik,
    struct extract_table *t, struct err *e)
{
	const struct subject_request_of_in in = { .office = act->office, .nik = nik };
	struct subject_request_of_rows rows;

	if (subject_request_of(db, a, &in, &rows, e) == -1)
		return -1;
	*t = table_begin(a, "permintaan", "Permintaan subjek data", "Belum ada permintaan yang dicatat.", rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct subject_request_of_row *r = &rows.at[i];
		struct filling f = filling_begin(a, 8);
		fill_text(&f, "nomor", "Nomor", arena_printf(a, "%lld/%lld", (long long)r->no, (long long)r->year));
		fill_both(&f, "jenis", "Jenis", r->kind, duty_label(&duty_request_kind, r->kind));
		fill_text(&f, "diminta_oleh", "Diminta oleh", r->asked_by);
		fill_both(&f, "sebagai", "Sebagai", r->asked_as, duty_label(&duty_request_by, r->asked_as));
		fill_when(&f, "diterima", "Diterima", r->received_at);
		fill_when(&f, "dijawab", "Dijawab", r->answered_at);
		fill_both(&f, "hasil", "Hasil", r->outcome, r->outcome == NULL ? NULL :
		    duty_label(&duty_request_outcome, r->outcome));
		fill_text(&f, "jawaban", "Jawaban", r->note);
		table_add(t, &f);
	}
	return 0;
}

int
extract_tables_load(struct db *db, struct arena *a, const struct act *act, const char *nik,
    struct extract_tables *ret, struct err *e)
{
	struct extract_tables t = { .at = ARENA_ARRAY(a, 3, struct extract_table), .n = 3 };
	struct utc first;

	if (t.at == NULL)
		return err_set(e, ERR_FULL, 0, "arena");
	if (traces(db, a, act, nik, &t.at[0], &first, e) == -1 ||
	    lists(db, a, act, first, &t.at[1], e) == -1 ||
	    requests(db, a, act, nik, &t.at[2], e) == -1)
		return -1;
	*ret = t;
	return 0;
}
