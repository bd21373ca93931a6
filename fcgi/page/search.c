/*
 * /permohonan: every case, newest first, with filters and the search.  What is searched for goes by POST
 * alone, because a name or a NIK must not stand in an address.
 */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/page.h"
#include "page/queue_view.h"
#include "page/search_find.h"
#include "sql/office.h"
#include "sql/search.h"
#include "store/audit.h"
#include "tpl.h"

enum { ROWS = 25, DAY_S = 86400, SAVED_MAX = 20 };

static const char *const periods[] = { "SEMUA", "HARI", "MINGGU", "BULAN", "TAHUN", "TANGGAL", NULL };
static const char *const period_labels[] = { "Semua", "Hari ini", "7 hari terakhir", "Bulan ini", "Tahun ini", "Antara tanggal", NULL };
#define X(code, label, step, tone, open) #code,
static const char *const status_words[] = { SOP_STATES(X) NULL };
#undef X
#define X(code, label, step, tone, open) label,
static const char *const status_labels[] = { SOP_STATES(X) NULL };
#undef X

struct asked {
	const char	*text, *status, *period, *name;
	int64_t		 village, before;
	struct day	 first, last;
	bool		 near;
};

static const struct form_field form[] = {
	FORM_MAY_AS("cari", struct asked, text, 0, 60, "Yang dicari"),
	FORM_MAY_AS("desa", struct asked, village, 1, INT64_MAX, "Desa"),
	FORM_CHOICE_MAY_AS("status", struct asked, status, status_words, "Status"),
	FORM_CHOICE_MAY_AS("periode", struct asked, period, periods, "Tanggal permohonan"),
	FORM_MAY_AS("dari", struct asked, first, 0, 0, "Dari tanggal"),
	FORM_MAY_AS("sampai", struct asked, last, 0, 0, "Sampai tanggal"),
	FORM_MAY_AS("sebelum", struct asked, before, 1, INT64_MAX, "Halaman"),
	FORM_MAY_AS("mirip", struct asked, near, 0, 0, "Nama yang mirip"),
	FORM_MAY_AS("nama_saringan", struct asked, name, 1, 40, "Nama saringan"),
	FORM_END
};

static struct utc
midnight(struct visit *v, int64_t days_ago)
{
	return utc_from_wib(day_from_number(day_number(v->today) - days_ago), 0, 0, 0);
}

/* Days that were typed count, whatever stands in the choice beside them. */
static const char *
period_word(const struct asked *in)
{
	return in->first.y != 0 || in->last.y != 0 ? "TANGGAL" : str_empty(in->period) ? "SEMUA" : in->period;
}

static void
period(struct visit *v, const struct asked *in, struct search *s)
{
	const char *word = period_word(in);

	s->since.us = 1;
	s->till = utc_from_wib((struct day){ 2199, 12, 31 }, 0, 0, 0);
	s->all_time = str_eq(word, "SEMUA");
	if (str_eq(word, "HARI"))
		s->since = midnight(v, 0);
	else if (str_eq(word, "MINGGU"))
		s->since = midnight(v, 6);
	else if (str_eq(word, "BULAN"))
		s->since = midnight(v, v->today.d - 1);
	else if (str_eq(word, "TAHUN"))
		s->since = utc_from_wib((struct day){ v->today.y, 1, 1 }, 0, 0, 0);
	else if (str_eq(word, "TANGGAL")) {
		if (in->first.y != 0)
			s->since = utc_from_wib(in->first, 0, 0, 0);
		if (in->last.y != 0)
			s->till.us = utc_from_wib(in->last, 0, 0, 0).us + (int64_t)DAY_S * 1000000;
	}
}

static int
villages(struct visit *v, struct view_field *f)
{
	const struct village_list_in in = { .office = v->who.office };
	struct village_list_rows rows;

	if (village_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_option *at = ARENA_ARRAY(v->arena, rows.n + 1, struct view_option);
	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	at[0] = (struct view_option){ "", "Semua desa", str_empty(f->value) };
	for (size_t i = 0; i < rows.n; i++)
		at[i + 1] = (struct view_option){ arena_printf(v->arena, "%lld", (long long)rows.at[i].id), rows.at[i].name, false };
	for (size_t i = 0; i < rows.n; i++)
		at[i + 1].selected = str_eq(at[i + 1].value, f->value);
	f->options = (struct view_option_list){ at, rows.n + 1 };
	return 0;
}

/* A select's first line is "all", not "choose". */
static void
all_first(struct visit *v, struct view_field *f, const char *label)
{
	struct view_option *at = ARENA_ARRAY(v->arena, f->options.n + 1, struct view_option);
	size_t n = f->options.n > 0 && *f->options.at[0].value == '\0', rest = f->options.n - n;

	if (at == NULL)
		return;
	at[0] = (struct view_option){ "", label, str_empty(f->value) };
	if (rest > 0)
		memcpy(at + 1, f->options.at + n, rest * sizeof *at);
	f->options = (struct view_option_list){ at, rest + 1 };
}

static int
filters(struct visit *v, struct search_page *p)
{
	const struct filter_list_in in = { .user = v->who.user };
	struct filter_list_rows rows;

	if (filter_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_saved *at = ARENA_ARRAY(v->arena, rows.n, struct view_saved);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_saved){ rows.at[i].name, arena_printf(v->arena, "/permohonan?saringan=%lld",
		    (long long)rows.at[i].id), arena_printf(v->arena, "%lld", (long long)rows.at[i].id) };
	p->saved = (struct view_saved_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static int
fields(struct visit *v, const struct asked *in, struct form_result *typed, struct search_page *p)
{
	const struct field_source src = { v->arena, form, typed };

	p->text = field_text(&src, "cari", in->text);
	p->text.label = "Nama, NIK, nomor KK, nomor agenda, atau tanggal lahir";
	p->village = field_text(&src, "desa", in->village == 0 ? "" : arena_printf(v->arena, "%lld", (long long)in->village));
	p->village.kind = FIELD_SELECT;
	p->status = field_choice(&src, "status", FIELD_SELECT, status_words, status_labels, in->status);
	all_first(v, &p->status, "Semua status");
	p->period = field_choice(&src, "periode", FIELD_SELECT, periods, period_labels, period_word(in));
	p->first = field_day(&src, "dari", in->first);
	p->last = field_day(&src, "sampai", in->last);
	p->name = field_text(&src, "nama_saringan", "");
	p->form.errors = field_errors(v->arena, typed);
	p->layout.failed = typed != NULL;
	return villages(v, &p->village);
}

static void
show(struct visit *v, int status, const struct asked *in, struct form_result *typed)
{
	struct search_page p = { .layout = visit_layout(v, "Daftar Permohonan"), .form = visit_form(v, "/permohonan", 0) };
	struct search s = { .text = in->text, .village = in->village, .status = in->status, .near = in->near,
	    .before = in->before == 0 ? INT64_MAX : in->before, .size = ROWS + 1 };
	struct search_found found = { .near = false };
	struct queue_minutes minutes;

	period(v, in, &s);
	if (queue_minutes_read(v, &minutes) == -1 || fields(v, in, typed, &p) == -1 || filters(v, &p) == -1 ||
	    (typed == NULL && search_find(v, &s, &found) == -1)) {
		visit_failed(v);
		return;
	}
	const struct queue_list_rows rows = found.rows;
	size_t n = rows.n > ROWS ? ROWS : rows.n;
	struct view_queue_row *at = ARENA_ARRAY(v->arena, n, struct view_queue_row);
	for (size_t i = 0; at != NULL && i < n; i++)
		at[i] = queue_row(v, &minutes, &rows.at[i]);
	p.rows = (struct view_queue_rows){ at, at == NULL ? 0 : n };
	p.search = p.layout.search = in->text;
	p.near = found.near;
	p.partial = found.partial && n > 0;
	p.offer_near = !found.near && typed == NULL && *in->text != '\0' && in->before == 0 && n > 0;
	p.filtered = in->village != 0 || *in->status != '\0' || !s.all_time;
	if (rows.n > ROWS)
		p.next = arena_printf(v->arena, "%lld", (long long)rows.at[ROWS - 1].id);
	p.further = in->before != 0;
	tpl_page_search(visit_page(v, status), &p);
}

void
search_get(struct visit *v)
{
	const struct filter_list_in in = { .user = v->who.user };
	struct asked asked = { .text = "", .status = "", .period = "", .name = "" };
	struct filter_list_rows rows;
	int64_t saved;

	if (str_int(request_query(v->req, "saringan"), 1, INT64_MAX, &saved)) {
		if (filter_list(v->db, v->arena, &in, &rows, &v->err) == -1) {
			visit_failed(v);
			return;
		}
		for (size_t i = 0; i < rows.n; i++)
			if (rows.at[i].id == saved) {
				asked.village = rows.at[i].village_id;
				asked.status = rows.at[i].status;
				asked.period = rows.at[i].period;
			}
	}
	if (audit_look(v->db, v->arena, &v->act, "LIHAT", "permohonan", &v->err) == -1)
		visit_failed(v);
	else
		show(v, 200, &asked, NULL);
}

/* SIMPAN_SARINGAN keeps the filters under a name, HAPUS_SARINGAN-<id> takes one away. */
static void
save(struct visit *v, const struct asked *in, struct form_result *r)
{
	const struct filter_list_in mine = { .user = v->who.user };
	const struct filter_save_in row = { .user = v->who.user, .name = in->name, .village_id = in->village,
	    .status = in->status, .period = str_empty(in->period) ? "SEMUA" : in->period };

	struct filter_list_rows rows;

	if (filter_list(v->db, v->arena, &mine, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	if (rows.n >= SAVED_MAX)
		form_add(r, form, "nama_saringan", "Anda sudah menyimpan 20 saringan. Hapus satu yang tidak dipakai lagi.");
	else if (str_empty(in->name))
		form_add(r, form, "nama_saringan", "Nama saringan belum diisi. Beri nama, misalnya “Prigi belum selesai”.");
	else if (str_eq(period_word(in), "TANGGAL"))
		form_add(r, form, "periode", "Saringan yang disimpan berlaku setiap hari. Pilih periode, bukan tanggal tertentu.");
	if (!r->ok)
		show(v, 422, in, r);
	else if (filter_save(v->db, &row, &v->err) < 0)
		visit_failed(v);
	else
		visit_done(v, "/permohonan", "saringan-disimpan");
}

static bool
remove_saved(struct visit *v, const char *action)
{
	static const char word[] = "HAPUS_SARINGAN-";
	struct filter_delete_in in = { .user = v->who.user };

	if (!str_starts(action, word) || !str_int(action + sizeof word - 1, 1, INT64_MAX, &in.id))
		return false;
	if (filter_delete(v->db, &in, &v->err) < 0)
		visit_failed(v);
	else
		visit_done(v, "/permohonan", "saringan-dihapus");
	return true;
}

void
search_post(struct visit *v)
{
	const char *action = visit_action(v);
	struct asked in = { .text = "", .status = "", .period = "", .name = "" };
	struct form_result r;
	int64_t id;
	int n = 0;

	if (remove_saved(v, action))
		return;
	if (!form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &in, &r);
		return;
	}
	if (str_eq(action, "SIMPAN_SARINGAN")) {
		save(v, &in, &r);
		return;
	}
	if (in.first.y != 0 && in.last.y != 0 && day_cmp(in.last, in.first) < 0) {
		form_add(&r, form, "sampai", "Sampai tanggal lebih awal daripada dari tanggal. Periksa kembali.");
		show(v, 422, &in, &r);
		return;
	}
	if (*in.text != '\0' && (n = search_number(v, in.text, &id)) == 1)
		reply_redirect(v->reply, case_href(v, id, NULL));
	else if (n == -1 || audit_write(v->db, &v->act, "CARI", "permohonan", "", &v->err) == -1)
		visit_failed(v);
	else
		show(v, 200, &in, NULL);
}
