/*
 * /register/slip/{id}: slips of a day without the program, keyed in with their own numbers and times.
 * The grid shows ten numbers of the range that nobody has yet; a line into which nothing was typed is
 * left for later.  All lines are stored, or none and the page shows what to mend.
 */
#include <string.h>

#include "base/str.h"
#include "page/field.h"
#include "page/view_register.h"
#include "sop/nik.h"
#include "sop/person.h"
#include "sql/number.h"
#include "step/person_form.h"
#include "step/slip_store.h"
#include "step/step.h"
#include "tpl.h"

enum { SLIP_ROWS = 10 };

struct line {
	const char	*time, *nik, *name, *recorded, *guardian;
	struct day	 day, birth_day;
	int64_t		 village;
	bool		 complete, confirmed;
};

/* The names of person_check(); in the page they end in _NUMBER. */
static const struct form_field line_form[] = {
	FORM_AS("tanggal", struct line, day, 0, 0, "Tanggal"),
	FORM_AS("jam", struct line, time, 4, 5, "Jam"),
	FORM_DIGITS(struct line, nik, 16, "NIK"),
	FORM_AS("nama", struct line, name, 1, 60, "Nama Lengkap"),
	FORM_AS("tgl_lahir", struct line, birth_day, 0, 0, "Tanggal Lahir"),
	FORM_AS("desa", struct line, village, 1, INT64_MAX, "Desa"),
	FORM_CHOICE_AS("pernah_rekam", struct line, recorded, person_recorded, "Riwayat perekaman"),
	FORM_MAY_AS("wali", struct line, guardian, 1, 60, "Nama Orang Tua/Wali"),
	FORM_MAY_AS("lengkap", struct line, complete, 0, 0, "Berkas lengkap"),
	FORM_MAY_AS("sesuai_kk", struct line, confirmed, 0, 0, "Sesuai dengan KK"),
	FORM_END
};
enum { LINE_FIELDS = sizeof line_form / sizeof *line_form };

struct void_in {
	const char	*reason;
};

static const struct form_field void_form[] = {
	FORM_LINES_AS("alasan", struct void_in, reason, 400, "Alasan"),
	FORM_END
};

/* The page's numbers. */
struct grid {
	struct slip_get_row	 slip;
	struct slot		*at;
	size_t			 n;
	int64_t			 next;		/* the first number behind them; 0: none */
};

/* One number of the grid. */
struct slot {
	int64_t			 no;
	struct form_field	 form[LINE_FIELDS];	/* with the names of the page */
	bool			 used;			/* something was typed */
	struct form_result	*typed;			/* NULL: first look */
	const char		*message;
};

static const char *
named(struct visit *v, const char *name, int64_t no)
{
	return arena_printf(v->arena, "%s_%lld", name, (long long)no);
}

/* The lowest free numbers from ?dari= on, or from the range's first; *ret_next: where the others begin, 0: these are
 * all.  0 or -1. */
static int
slots(struct visit *v, const struct slip_get_row *s, struct slot *at, size_t *ret_n, int64_t *ret_next)
{
	const struct agenda_taken_in taken_in = { .office = v->who.office, .year = s->year, .first = s->first_no, .last = s->last_no };
	const struct agenda_void_list_in void_in = { .office = v->who.office, .year = s->year, .first = s->first_no, .last = s->last_no };
	struct agenda_taken_rows taken;
	struct agenda_void_list_rows voided;
	size_t n = 0, t = 0, d = 0;
	int64_t from = s->first_no;

	(void)str_int(request_query(v->req, "dari"), s->first_no, s->last_no, &from);
	*ret_next = 0;
	if (agenda_taken(v->db, v->arena, &taken_in, &taken, &v->err) == -1 ||
	    agenda_void_list(v->db, v->arena, &void_in, &voided, &v->err) == -1)
		return -1;
	for (int64_t no = from; no <= s->last_no && *ret_next == 0; no++) {
		while (t < taken.n && taken.at[t].no < no)
			t++;
		while (d < voided.n && voided.at[d].no < no)
			d++;
		if ((t < taken.n && taken.at[t].no == no) || (d < voided.n && voided.at[d].no == no))
			continue;
		if (n == SLIP_ROWS) {
			*ret_next = no;
			break;
		}
		at[n] = (struct slot){ .no = no };
		memcpy(at[n].form, line_form, sizeof line_form);
		for (size_t i = 0; line_form[i].name != NULL; i++)
			at[n].form[i].name = named(v, line_form[i].name, no);
		n++;
	}
	*ret_n = n;
	return 0;
}

static int
row_view(struct visit *v, struct slot *s, const struct slip_get_row *slip, struct view_slip_row *r)
{
	const struct field_source src = { v->arena, s->form, s->typed };
	const char *labels[] = { "Tidak", "Ya", "Tidak tahu", NULL };
	struct view_field village;

	*r = (struct view_slip_row){
		.no = s->no, .message = s->message,
		.day = field_day(&src, named(v, "tanggal", s->no), utc_day_wib(slip->made_at)),
		.time = field_text(&src, named(v, "jam", s->no), ""), .nik = field_digits(&src, named(v, "nik", s->no), ""),
		.name = field_upper(&src, named(v, "nama", s->no), ""), .birth_day = field_day(&src, named(v, "tgl_lahir", s->no), (struct day){ 0 }),
		.recorded = field_choice(&src, named(v, "pernah_rekam", s->no), FIELD_SELECT, person_recorded, labels, "TIDAK"),
		.guardian = field_upper(&src, named(v, "wali", s->no), ""), .complete = field_tick(&src, named(v, "lengkap", s->no), false),
		.confirm = field_tick(&src, named(v, "sesuai_kk", s->no), false),
	};
	/* person_village() makes the field `desa`; its choices serve every line */
	const struct field_source plain = { v->arena, line_form, NULL };
	if (person_village(v, &plain, 0, &village) == -1)
		return -1;
	r->village = field_text(&src, named(v, "desa", s->no), "");
	r->village.kind = FIELD_SELECT;
	struct view_option *at = ARENA_ARRAY(v->arena, village.options.n, struct view_option);
	for (size_t i = 0; at != NULL && i < village.options.n; i++) {
		at[i] = village.options.at[i];
		at[i].selected = str_eq(at[i].value, r->village.value);
	}
	r->village.options = (struct view_option_list){ at, at == NULL ? 0 : village.options.n };
	r->time.hint = "Contoh: 09.10";
	r->time.size = 6;
	r->complete.label = "Berkas lengkap";
	r->confirm.label = "Sesuai dengan KK";
	return 0;
}

static void
show(struct visit *v, int status, const struct grid *g, struct form_result *reason)
{
	const struct slip_get_row *s = &g->slip;
	struct slot *at = g->at;
	size_t n = g->n;
	const char *all = arena_printf(v->arena, "/register/slip/%lld", (long long)s->id);
	struct slip_page p = {
		.layout = visit_layout(v, "Masukkan Slip"),
		.form = visit_form(v, n == 0 ? all : arena_printf(v->arena, "%s?dari=%lld", all, (long long)at[0].no), s->left_n),
		.next = g->next == 0 ? NULL : arena_printf(v->arena, "%s?dari=%lld", all, (long long)g->next),
		.from_first = request_query(v->req, "dari") == NULL ? NULL : all,
		.first = s->first_no, .last = s->last_no, .left = s->left_n, .year = (int)s->year, .note = s->note,
		.may_key = visit_has(v, SOP_CLERK), .may_void = visit_has(v, SOP_KASI),
	};
	const struct field_source src = { v->arena, void_form, reason };
	struct view_slip_row *row = ARENA_ARRAY(v->arena, n, struct view_slip_row);
	struct view_error *error = ARENA_ARRAY(v->arena, n * LINE_FIELDS + 1, struct view_error);
	size_t errors = 0;

	for (size_t i = 0; row != NULL && error != NULL && i < n; i++) {
		if (row_view(v, &at[i], s, &row[i]) == -1) {
			visit_failed(v);
			return;
		}
		for (size_t k = 0; at[i].typed != NULL && k < at[i].typed->n && k < LINE_FIELDS; k++)
			error[errors++] = (struct view_error){ at[i].typed->at[k].name,
			    arena_printf(v->arena, "Slip %04lld: %s", (long long)at[i].no, at[i].typed->at[k].message) };
	}
	p.rows = (struct view_slip_rows){ row, row == NULL ? 0 : n };
	p.reason = field_lines(&src, "alasan", "");
	p.form.errors = reason != NULL ? field_errors(v->arena, reason) : (struct view_error_list){ error, errors };
	p.layout.failed = status != 200;
	visit_crumb(v, &p.layout, "/register/nomor", "Kesinambungan nomor");
	tpl_page_slip(visit_page(v, status), &p);
}

/* The range; false after the answer was made. */
static bool
here(struct visit *v, struct grid *g)
{
	const struct slip_get_in in = { .office = v->who.office, .id = visit_id(v) };
	int found = slip_get(v->db, v->arena, &in, &g->slip, &v->err);

	g->at = ARENA_ARRAY(v->arena, SLIP_ROWS, struct slot);

	if (found == 0)
		visit_error(v, 404);
	else if (found == -1 || g->at == NULL || slots(v, &g->slip, g->at, &g->n, &g->next) == -1)
		visit_failed(v);
	else
		return true;
	return false;
}

void
slip_get_page(struct visit *v)
{
	struct grid g;

	if (!here(v, &g))
		return;
	if (g.n == 0)
		reply_redirect(v->reply, "/register/nomor");
	else
		show(v, 200, &g, NULL);
}

/* "09.10", "9:10", "0910" */
static bool
clock_parse(struct visit *v, const char *text, int *ret_h, int *ret_m)
{
	const char *digits = str_digits(v->arena, text);
	int64_t n;

	if (strlen(digits) < 3 || strlen(digits) > 4 || strspn(text, "0123456789.: ") != strlen(text) ||
	    !str_int(digits[0] == '0' ? digits + 1 : digits, 0, 2359, &n) || n % 100 > 59)
		return false;
	*ret_h = (int)(n / 100);
	*ret_m = (int)(n % 100);
	return true;
}

/* Adds to the line's errors under the names of the page. */
static void
add(struct slot *s, const char *name, const char *message)
{
	for (size_t i = 0; line_form[i].name != NULL; i++)
		if (str_eq(line_form[i].name, name))
			form_add(s->typed, s->form, s->form[i].name, message);
}

static int
judge(struct visit *v, struct slot *s, const struct slip_get_row *slip, const struct line *in, struct slip_entry *out)
{
	const struct person_facts facts = { .nik = in->nik, .recorded = in->recorded, .birth_day = in->birth_day,
	    .village = in->village, .confirmed = in->confirmed };
	struct person_findings findings;
	struct form_result person = *s->typed;
	int h = 0, m = 0;
	size_t own = person.n;

	if (person_check(v, line_form, &facts, &person, &findings) == -1)
		return -1;
	/* said with the names of line_form: said again with those of the page */
	struct form_error *said = ARENA_ARRAY(v->arena, person.n - own, struct form_error);
	size_t n = said == NULL ? 0 : person.n - own;
	if (n > 0)
		memcpy(said, person.at + own, n * sizeof *said);
	for (size_t i = 0; i < n; i++)
		add(s, said[i].name, said[i].message);
	for (size_t i = 0; i < findings.warnings.n && !in->confirmed; i++)
		s->message = arena_printf(v->arena, "%s%s%s", s->message == NULL ? "" : s->message, s->message == NULL ? "" : " ",
		    findings.warnings.at[i].text);
	if (!clock_parse(v, in->time, &h, &m))
		add(s, "jam", "Jam tidak dikenal. Tulis seperti 09.10.");
	*out = (struct slip_entry){ s->no, utc_from_wib(in->day, h, m, 0), in->nik, in->name, in->recorded, in->guardian,
	    in->birth_day, in->village };
	if (out->at.us > v->now.us)
		add(s, "tanggal", "Tanggal dan jam slip tidak boleh setelah sekarang.");
	else if (in->day.y != slip->year)
		add(s, "tanggal", arena_printf(v->arena, "Slip ini untuk tahun %lld. Periksa tanggalnya.", (long long)slip->year));
	else if (day_cmp(in->day, utc_day_wib(slip->made_at)) < 0)
		add(s, "tanggal", "Tanggal slip lebih awal daripada hari nomornya disediakan.");
	if (day_age(in->birth_day, v->today) < 17 && str_empty(in->guardian))
		add(s, "wali", "Nama Orang Tua/Wali belum diisi. Pemohon belum berusia 17 tahun.");
	if (!in->complete)
		add(s, "lengkap", "Centang bila berkas lengkap; bila tidak, nyatakan slip ini tidak terpakai.");
	return 0;
}

/* Was anything typed into the line?  Day and history stand there from the start. */
static bool
is_used(struct visit *v, int64_t no)
{
	static const char *const typed[] = { "jam", "nik", "nama", "tgl_lahir", "desa", "wali", "lengkap", "sesuai_kk" };

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		if (!str_empty(request_param(v->req, named(v, typed[i], no))))
			return true;
	return false;
}

/* Lines that were filled in become entries.  1; 0: some have errors; -1 (v->err). */
static int
read_lines(struct visit *v, const struct slip_get_row *slip, struct slot *at, size_t n, struct slip_entry *entry, size_t *ret_n)
{
	size_t entries = 0;
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		struct form_result *r = ARENA_ARRAY(v->arena, 1, struct form_result);
		struct line in;
		if (r == NULL)
			return err_set(&v->err, ERR_FULL, 0, "arena");
		at[i].used = is_used(v, at[i].no);
		bool read = form_read(at[i].form, v->req, v->arena, &in, r);
		at[i].typed = r;
		if (!at[i].used) {
			r->n = 0;
			continue;
		}
		if (read && judge(v, &at[i], slip, &in, &entry[entries]) == -1)
			return -1;
		for (size_t k = 0; read && k < entries; k++)
			if (str_eq(entry[k].nik, in.nik))
				add(&at[i], "nik", arena_printf(v->arena, "NIK ini juga ada pada slip %04lld.", (long long)entry[k].no));
		good = good && r->ok;
		entries++;
	}
	*ret_n = entries;
	return good;
}

static void
save(struct visit *v, const struct grid *g)
{
	const struct slip_get_row *slip = &g->slip;
	struct slip_entry entry[SLIP_ROWS];
	const char *here_again = arena_printf(v->arena, "/register/slip/%lld", (long long)slip->id), *location;
	size_t entries = 0;
	int good = read_lines(v, slip, g->at, g->n, entry, &entries);

	if (good == 1 && entries == 0) {
		visit_done(v, here_again, "slip-kosong");
		return;
	}
	if (good == -1) {
		visit_failed(v);
		return;
	}
	const char *done;	/* a form that was carried out is not judged again */
	if (good == 0 && change_repeated(v->db, v->arena, &v->act, &done, &v->err) != 1) {
		show(v, 422, g, NULL);
		return;
	}
	struct slip_order o = { v, slip->id, entry, entries };
	const struct change_order order = { .run = slip_store, .arg = &o,
	    .location = (int64_t)entries == slip->left_n ? "/register/nomor" : here_again };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	if (end == CHANGE_FAILED && v->err.kind == ERR_CONFLICT)
		end = CHANGE_STALE;
	visit_change_end(v, end, MOVE__MAX, here_again, location, "slip-dimasukkan", NULL);
}

static void
void_rest(struct visit *v, const struct grid *g)
{
	struct form_result r;
	struct void_in in;
	const char *location;

	if (!form_read(void_form, v->req, v->arena, &in, &r)) {
		show(v, 422, g, &r);
		return;
	}
	struct slip_void o = { g->slip.id, in.reason };
	const struct change_order order = { .run = slip_void_rest, .arg = &o, .location = "/register/nomor" };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, "/register/nomor", location, "slip-tidak-terpakai", void_form);
}

void
slip_post(struct visit *v)
{
	struct grid g;

	if (str_eq(visit_action(v), "TIDAK_TERPAKAI")) {
		if (here(v, &g))
			void_rest(v, &g);
	} else if (visit_action_is(v, "SIMPAN") && here(v, &g))
		save(v, &g);
}
