#include "page/book_rows.h"

#include <string.h>

#include "base/fmt.h"
#include "base/str.h"
#include "sop/sop.h"
#include "sql/number.h"
#include "sql/paper.h"

struct ask {
	struct visit		*visit;
	struct db		*db;
	const struct book_order	*order;
	struct err		*err;
};

static enum change_end
too_many(struct ask *m, const char *what, int64_t max)
{
	struct fmt f;

	(void)err_set(m->err, ERR_INPUT, 0, "Rentang ini memuat lebih dari %s %s. Persempit tanggal atau nomornya.",
	    fmt_thousands(&f, max), what);
	return CHANGE_REFUSED;
}

/* "Selesai" of "Selesai – rekomendasi diserahkan": the column is narrow. */
static const char *
short_label(struct arena *a, enum status s)
{
	const char *label = sop_status_label(s), *dash = strstr(label, " – ");

	return dash == NULL ? label : arena_strndup(a, label, (size_t)(dash - label));
}

static struct register_row
register_row_of(struct arena *a, const struct paper_register_row *r, int year)
{
	enum status s = sop_status_by_word(r->status);
	bool sure = s != STATUS_BERKAS_DITERIMA && s != STATUS_DATA_TIDAK_SESUAI;
	bool done = r->recorded_at.us != 0;

	return (struct register_row){
		.no = r->agenda_no, .year = year, .day = r->agenda_day, .asked = utc_day_wib(r->created_at),
		.name = r->name, .nik = r->nik, .kk = r->kk, .sex = r->sex, .birth_place = r->birth_place,
		.birth_day = r->birth_day, .address = r->address, .rt = r->rt, .rw = r->rw,
		.village = r->village, .intro_number = r->intro_number, .intro_day = r->intro_day,
		.papers = "Lengkap", .verified = sure ? "Sesuai" : "", .letter_number = r->letter_number,
		.letter_day = r->letter_day, .signer = r->signer,
		.recorded = done ? utc_day_wib(r->recorded_at) : (struct day){ 0 },
		.result = !done ? "" : r->exceptions == 0 ? "Direkam" : arena_printf(a,
		    "Direkam, %lld jari dikecualikan", (long long)r->exceptions),
		.handed = r->received_at.us == 0 ? (struct day){ 0 } : utc_day_wib(r->received_at),
		.receiver = str_eq(r->received_as, "DIKIRIM") ? "dikirim ke Dinas" : r->received_by,
		.cover_number = "", .note = short_label(a, s),
	};
}

/* Between the rows stand the numbers that were declared void; NULL when the database failed. */
static const struct register_row *
with_voids(struct ask *m, const struct register_row *row, size_t n, size_t *ret_n)
{
	const struct book_order *o = m->order;
	struct arena *a = m->visit->arena;
	const struct agenda_void_list_in in = { .office = m->visit->act.office, .year = o->year,
	    .first = o->by_number || n == 0 ? o->no_first : row[0].no, .last = o->by_number || n == 0 ? o->no_last : row[n - 1].no };
	struct agenda_void_list_rows voided;
	size_t i = 0, k = 0;

	*ret_n = n;
	if (n == 0 && !o->by_number)
		return row;
	if (agenda_void_list(m->db, a, &in, &voided, m->err) == -1)
		return NULL;
	struct register_row *at = ARENA_ARRAY(a, n + voided.n + 1, struct register_row);
	for (*ret_n = 0; at != NULL && (i < n || k < voided.n); (*ret_n)++) {
		if (k == voided.n || (i < n && row[i].no < voided.at[k].no)) {
			at[*ret_n] = row[i++];
			continue;
		}
		/* it belongs to the day of the number before it */
		at[*ret_n] = (struct register_row){ .no = voided.at[k].no, .year = o->year, .voided = true,
		    .day = i > 0 ? row[i - 1].day : i < n ? row[i].day : utc_day_wib(voided.at[k].at), .note = voided.at[k].reason };
		k++;
	}
	return at;
}

enum change_end
book_register_rows(struct visit *v, struct db *db, const struct book_order *o, int64_t max,
    const struct register_row **ret_rows, size_t *ret_n, struct err *e)
{
	const struct paper_register_in in = { .office = v->act.office, .year = o->year,
	    .first = o->first, .last = o->last, .no_first = o->no_first, .no_last = o->no_last, .size = max + 1 };
	struct ask m = { v, db, o, e };
	struct paper_register_rows rows;

	if (paper_register(db, v->arena, &in, &rows, e) == -1)
		return CHANGE_FAILED;
	if (rows.n > (size_t)max)
		return too_many(&m, "nomor", max);
	struct register_row *at = ARENA_ARRAY(v->arena, rows.n, struct register_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = register_row_of(v->arena, &rows.at[i], o->year);
	if ((*ret_rows = with_voids(&m, at, at == NULL ? 0 : rows.n, ret_n)) == NULL && rows.n > 0)
		return CHANGE_FAILED;
	return CHANGE_DONE;
}

/* 400.12.2.1 of 400.12.2.1/123/406.08/2026 */
static const char *
class_code(struct arena *a, const char *number)
{
	size_t n = 0;

	while (number[n] != '\0' && number[n] != '/')
		n++;
	return arena_strndup(a, number, n);
}

enum change_end
book_outgoing_rows(struct visit *v, struct db *db, const struct book_order *o, const char *regency, int64_t max,
    const struct outgoing_row **ret_rows, size_t *ret_n, struct err *e)
{
	const struct paper_outgoing_in in = { .office = v->act.office, .year = o->year,
	    .first = o->first, .last = o->last, .no_first = o->no_first, .no_last = o->no_last, .size = max + 1 };
	struct ask m = { v, db, o, e };
	struct arena *a = v->arena;
	struct paper_outgoing_rows rows;

	if (paper_outgoing(db, a, &in, &rows, e) == -1)
		return CHANGE_FAILED;
	if (rows.n > (size_t)max)
		return too_many(&m, "surat", max);
	struct outgoing_row *at = ARENA_ARRAY(a, rows.n, struct outgoing_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct outgoing_row){ .no = rows.at[i].letter_no, .year = o->year,
		    .day = rows.at[i].letter_day, .number = rows.at[i].letter_number,
		    .class_code = class_code(a, rows.at[i].letter_number),
		    .to = arena_printf(a, "Dinas Kependudukan dan Pencatatan Sipil Kabupaten %s", regency),
		    .subject = str_empty(rows.at[i].name) ? paper_name(rows.at[i].kind) : arena_printf(a,
		    "%s perekaman KTP-el a.n. %s", paper_name(rows.at[i].kind), rows.at[i].name),
		    .enclosure = "1 berkas", .unit = "Seksi Pelayanan dan Perizinan",
		    .note = rows.at[i].replaced != NULL ? arena_printf(a, "Dicabut, diganti Nomor %s", rows.at[i].replaced) :
		        rows.at[i].is_void != 0 ? "DIBATALKAN" : "" };
	*ret_rows = at;
	*ret_n = at == NULL ? 0 : rows.n;
	return CHANGE_DONE;
}
