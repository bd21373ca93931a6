/* /pengaturan/nomor: where letter numbers come from, and the blocks that Bagian Umum reserved (account admin). */
#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/view_signing.h"
#include "page/visit.h"
#include "sql/number.h"
#include "store/audit.h"
#include "store/letter_number.h"
#include "tpl.h"

#define HERE	"/pengaturan/nomor"

static const char *const sources[] = { NUMBER_OWN, NUMBER_BLOCK, NUMBER_TYPED, NULL };
static const char *const source_labels[] = {
	"Sendiri: program memberi nomor berurutan tanpa celah",
	"Blok: program memakai nomor yang disediakan Bagian Umum",
	"Ketik: petugas menyalin nomor dari Buku Agenda Surat Keluar", NULL,
};

struct source {
	const char	*source;
};

static const struct form_field source_form[] = {
	FORM_CHOICE_AS("sumber", struct source, source, sources, "Sumber nomor surat"),
	FORM_END
};

struct block {
	int64_t		 year, first, last;
	const char	*note;
};

static const struct form_field block_form[] = {
	FORM_AS("tahun", struct block, year, 2000, 2199, "Tahun"),
	FORM_AS("pertama", struct block, first, 1, 999999, "Nomor pertama"),
	FORM_AS("terakhir", struct block, last, 1, 999999, "Nomor terakhir"),
	FORM_AS("dasar", struct block, note, 1, 100, "Disediakan oleh"),
	FORM_END
};

static void
show(struct visit *v, int status, struct form_result *typed, bool block)
{
	const struct field_source src = { v->arena, source_form, block ? NULL : typed };
	const struct field_source add = { v->arena, block_form, block ? typed : NULL };
	const struct number_source_in in = { .office = v->who.office };
	const struct number_block_list_in list = { .office = v->who.office };
	struct numbers_page p = { .layout = visit_layout(v, "Nomor Surat"), .form = visit_form(v, HERE, 0) };
	struct number_source_row office;
	struct number_block_list_rows rows;

	if (number_source(v->db, v->arena, &in, &office, &v->err) != 1 ||
	    number_block_list(v->db, v->arena, &list, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	struct view_block *at = ARENA_ARRAY(v->arena, rows.n, struct view_block);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_block){ .year = rows.at[i].year, .first = rows.at[i].first_no, .last = rows.at[i].last_no,
		    .left = rows.at[i].last_no - rows.at[i].used_to, .note = rows.at[i].note, .who = rows.at[i].actor, .at = rows.at[i].made_at };
	p.blocks = (struct view_blocks){ at, at == NULL ? 0 : rows.n };
	p.source = field_choice(&src, "sumber", FIELD_RADIO, sources, source_labels, office.source);
	p.year = field_digits(&add, "tahun", arena_printf(v->arena, "%d", v->today.y));
	p.first = field_digits(&add, "pertama", "");
	p.last = field_digits(&add, "terakhir", "");
	p.note = field_text(&add, "dasar", "");
	p.note.hint = "Nama dan surat dari Bagian Umum";
	visit_crumb(v, &p.layout, "/pengaturan", "Pengaturan");
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_numbers(visit_page(v, status), &p);
}

void
numbers_get(struct visit *v)
{
	show(v, 200, NULL, false);
}

static void
finish(struct visit *v, bool good)
{
	if (good && db_commit(v->db, &v->err) == 0) {
		visit_done(v, HERE, "pengaturan");
		return;
	}
	(void)db_rollback(v->db, NULL);
	visit_failed(v);
}

static bool
trace(struct visit *v, const char *detail)
{
	return audit_write(v->db, &v->act, "PENGATURAN", arena_printf(v->arena, "office/%lld", (long long)v->who.office),
	    detail, &v->err) == 0;
}

static void
save_source(struct visit *v)
{
	struct form_result r;
	struct source in;

	if (!form_read(source_form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r, false);
		return;
	}
	const struct number_source_set_in set = { .office = v->who.office, .source = in.source };
	finish(v, db_begin(v->db, &v->err) == 0 && number_source_set(v->db, &set, &v->err) >= 0 &&
	    trace(v, arena_printf(v->arena, "sumber nomor surat %s", in.source)));
}

static void
add_block(struct visit *v)
{
	struct number_block_clash_row clash;
	struct form_result r;
	struct block in;

	if (!form_read(block_form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r, true);
		return;
	}
	const struct number_block_clash_in range = { .office = v->who.office, .year = in.year, .first = in.first, .last = in.last };
	if (in.last < in.first)
		form_add(&r, block_form, "terakhir", "Nomor terakhir lebih kecil daripada nomor pertama.");
	else if (number_block_clash(v->db, v->arena, &range, &clash, &v->err) != 1) {
		visit_failed(v);
		return;
	} else if (clash.blocks > 0)
		form_add(&r, block_form, "pertama", "Sebagian nomor itu sudah ada pada blok lain.");
	else if (clash.letters > 0)
		form_add(&r, block_form, "pertama", arena_printf(v->arena, "%lld surat sudah memakai nomor di antaranya.", (long long)clash.letters));
	if (!r.ok) {
		show(v, 422, &r, true);
		return;
	}
	const struct number_block_add_in add = { .office = v->who.office, .year = in.year, .first = in.first, .last = in.last,
	    .note = in.note, .at = v->now, .actor = v->who.user };
	finish(v, db_begin(v->db, &v->err) == 0 && number_block_add(v->db, &add, &v->err) >= 0 &&
	    trace(v, arena_printf(v->arena, "blok nomor %lld: %lld-%lld", (long long)in.year, (long long)in.first, (long long)in.last)));
}

void
numbers_post(struct visit *v)
{
	if (str_eq(visit_action(v), "TAMBAH"))
		add_block(v);
	else if (visit_action_is(v, "SIMPAN"))
		save_source(v);
}
