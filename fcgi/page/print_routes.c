/* /printer/rute: which printer gets which paper, with its fallbacks (account admin). */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/field.h"
#include "page/page.h"
#include "page/print_row.h"
#include "page/view_print.h"
#include "sop/paper.h"
#include "store/audit.h"
#include "tpl.h"

static const char *const media_words[] = { "", "iso_a4_210x297mm", "om_folio_210x330mm",
	"jis_exec_216x330mm", "iso_a5_148x210mm", NULL };
static const char *const media_labels[] = { "Sesuai printer", "A4", "F4 210 × 330", "F4 216 × 330", "A5", NULL };
static const char *const tray_words[] = { "", "main", "top", "middle", "bottom", "tray-1", "tray-2", "manual",
	"by-pass-tray", NULL };
static const char *const tray_labels[] = { "Pilihan printer", "Baki utama", "Baki atas", "Baki tengah", "Baki bawah",
	"Baki 1", "Baki 2", "Umpan manual", "Baki samping", NULL };
static const char *const places[] = { "1", "2", "3", NULL };
static const char *const place_labels[] = { "1, utama", "2, cadangan", "3, cadangan kedua", NULL };

struct rule {
	const char	*desk, *kind, *place, *tray, *media;
	int64_t		 printer;
};

static const struct form_field form[] = {
	FORM_MAY_AS("pc", struct rule, desk, 0, 45, "Alamat PC"),
	FORM_MAY_AS("jenis", struct rule, kind, 0, 24, "Jenis surat"),
	FORM_CHOICE_AS("urutan", struct rule, place, places, "Urutan"),
	FORM_AS("printer", struct rule, printer, 1, INT64_MAX, "Printer"),
	FORM_CHOICE_MAY_AS("baki", struct rule, tray, tray_words + 1, "Baki"),
	FORM_CHOICE_MAY_AS("kertas", struct rule, media, media_words + 1, "Kertas"),
	FORM_END
};

static const char *
label_of(const char *const *words, const char *const *labels, const char *now)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (str_eq(words[i], now))
			return labels[i];
	return now;
}

static int
rules(struct visit *v, struct view_routes *ret)
{
	const struct print_route_list_in in = { .office = v->who.office };
	struct print_route_list_rows rows;

	if (print_route_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_route *at = ARENA_ARRAY(v->arena, rows.n, struct view_route);
	for (size_t i = 0; at != NULL && i < rows.n; i++) {
		const struct print_route_list_row *r = &rows.at[i];
		at[i] = (struct view_route){ .id = r->id, .desk = *r->desk == '\0' ? "Semua PC" : r->desk,
		    .kind = *r->kind == '\0' ? "Semua jenis" : paper_name(r->kind), .place = r->place,
		    .printer = r->printer, .tray = label_of(tray_words, tray_labels, r->tray),
		    .media = label_of(media_words, media_labels, r->media) };
	}
	*ret = (struct view_routes){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static void
show(struct visit *v, int status, struct form_result *typed)
{
	const struct field_source src = { v->arena, form, typed };
	struct print_routes_page p = {
		.layout = visit_layout(v, "Pemilihan Printer"), .form = visit_form(v, "/printer/rute", 0),
		.desk = field_text(&src, "pc", ""), .kind = field_text(&src, "jenis", ""),
		.place = field_choice(&src, "urutan", FIELD_SELECT, places, place_labels, "1"),
		.printer = field_text(&src, "printer", ""),
		.tray = field_choice(&src, "baki", FIELD_SELECT, tray_words, tray_labels, ""),
		.media = field_choice(&src, "kertas", FIELD_SELECT, media_words, media_labels, ""),
	};
	int64_t printer = 0;

	visit_crumb(v, &p.layout, "/printer", "Printer");
	p.desk.hint = arena_printf(v->arena, "Kosong: semua PC. Alamat PC ini: %s", v->act.address);
	p.kind.kind = p.printer.kind = FIELD_SELECT;
	p.kind.options = print_options_kind(v, p.kind.value);
	(void)str_int(p.printer.value, 1, INT64_MAX, &printer);
	if (rules(v, &p.routes) == -1 || print_options_printer(v, false, printer, &p.printer.options) == -1) {
		visit_failed(v);
		return;
	}
	p.form.errors = field_errors(v->arena, typed);
	p.layout.failed = typed != NULL;
	tpl_page_print_routes(visit_page(v, status), &p);
}

void
print_routes_get(struct visit *v)
{
	show(v, 200, NULL);
}

/* Digits, letters, dots and colons: an address as nginx writes it. */
static bool
address_ok(const char *s)
{
	return *s == '\0' || s[strspn(s, "0123456789abcdefABCDEF.:")] == '\0';
}

/* The rule, its trace; 1, 0 when that place is taken or the printer is not ours, -1. */
static int
add(struct visit *v, const struct rule *in)
{
	const struct print_route_add_in row = { .office = v->who.office, .desk = in->desk, .kind = in->kind,
	    .place = in->place[0] - '0', .printer = in->printer, .tray = in->tray, .media = in->media };
	struct view_option_list printers;
	struct view_routes now;
	const char *want = arena_printf(v->arena, "%lld", (long long)in->printer);
	bool there = false;

	if (print_options_printer(v, false, 0, &printers) == -1 || rules(v, &now) == -1)
		return -1;
	for (size_t i = 0; i < printers.n; i++)
		there |= str_eq(printers.at[i].value, want);
	for (size_t i = 0; i < now.n; i++)
		there &= !(now.at[i].place == row.place &&
		    str_eq(now.at[i].desk, *in->desk == '\0' ? "Semua PC" : in->desk) &&
		    str_eq(now.at[i].kind, *in->kind == '\0' ? "Semua jenis" : paper_name(in->kind)));
	if (!there)
		return 0;
	return print_route_add(v->db, &row, &v->err) < 0 || audit_write(v->db, &v->act, "RUTE_CETAK",
	    arena_printf(v->arena, "office/%lld", (long long)v->who.office),
	    arena_printf(v->arena, "+ %s %s %s printer %s %s %s", *in->desk == '\0' ? "-" : in->desk,
	    *in->kind == '\0' ? "-" : in->kind, in->place, want, in->tray, in->media), &v->err) == -1 ? -1 : 1;
}

static int
drop(struct visit *v, int64_t id)
{
	const struct print_route_remove_in in = { .id = id, .office = v->who.office };
	int64_t n = print_route_remove(v->db, &in, &v->err);

	return n != 1 ? (int)n : audit_write(v->db, &v->act, "RUTE_CETAK", arena_printf(v->arena, "office/%lld",
	    (long long)v->who.office), arena_printf(v->arena, "- rute %lld", (long long)id), &v->err) == -1 ? -1 : 1;
}

void
print_routes_post(struct visit *v)
{
	bool remove = str_eq(visit_action(v), "HAPUS");
	struct form_result r;
	struct rule in;
	int64_t id = 0;
	int n;

	if (!remove && !visit_action_is(v, "SIMPAN"))
		return;
	if (!remove && !form_read(form, v->req, v->arena, &in, &r)) {
		show(v, 422, &r);
		return;
	}
	if (!remove && !address_ok(in.desk))
		form_add(&r, form, "pc", "Alamat PC hanya berisi angka, titik, dan titik dua, misalnya 192.168.1.21.");
	if (!remove && *in.kind != '\0' && paper_by_word(in.kind) == PAPER__MAX)
		form_add(&r, form, "jenis", "Jenis surat itu tidak ada. Pilih dari daftar.");
	if (!remove && !r.ok) {
		show(v, 422, &r);
		return;
	}
	(void)str_int(request_param(v->req, "rute"), 1, INT64_MAX, &id);
	n = db_begin(v->db, &v->err) == -1 ? -1 : remove ? drop(v, id) : add(v, &in);
	if (n == 1 && db_commit(v->db, &v->err) == -1)
		n = -1;
	if (n != 1)
		(void)db_rollback(v->db, NULL);
	/* of two administrators at the same moment the second meets the table's own rule */
	if (n == -1 && !(v->err.kind == ERR_CONFLICT && !remove))
		visit_failed(v);
	else if (n != 1 && remove)
		visit_error_text(v, 409, "Aturan sudah tidak ada", "Aturan itu sudah dihapus. Buka kembali halaman Pemilihan Printer.");
	else if (n != 1) {
		form_add(&r, form, "urutan", "Urutan itu sudah dipakai untuk PC dan jenis surat yang sama, atau printernya tidak aktif. Hapus aturan lama lebih dahulu.");
		show(v, 409, &r);
	} else
		visit_done(v, "/printer/rute", "pengaturan");
}
