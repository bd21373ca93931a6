/*
 * /permohonan/{id}/gambar-berkas: the applicant's papers as pictures, where the office keeps them (office.scans, off
 * by default).  Pool upload: a file is decoded whole, made anew and enciphered before it reaches the database.
 */
#include <string.h>

#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/page.h"
#include "page/view_scan.h"
#include "page/visit.h"
#include "print/scan_image.h"
#include "sign/scan_box.h"
#include "sql/scan.h"
#include "store/audit.h"
#include "tpl.h"

#define WHERE		"gambar-berkas"
#define FILE_MOST	((size_t)6 << 20)
#define MOST		10	/* pictures of a case */

struct upload {
	int64_t	requirement, remove;
};

static const struct form_field form[] = {
	FORM_MAY_AS("syarat", struct upload, requirement, 1, INT64_MAX, "Berkas"),
	FORM_MAY_AS("gambar", struct upload, remove, 1, INT64_MAX, "Gambar"),
	FORM_END
};

static int
pictures(struct visit *v, const struct casefile_get_row *row, struct scans_page *p)
{
	const struct scan_list_in in = { .case_id = row->id };
	struct scan_list_rows rows;

	if (scan_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_scan *at = ARENA_ARRAY(v->arena, rows.n, struct view_scan);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_scan){ .id = arena_printf(v->arena, "%lld", (long long)rows.at[i].id), .label = rows.at[i].label,
		    .width = rows.at[i].width, .height = rows.at[i].height, .at = rows.at[i].at, .who = rows.at[i].actor,
		    .removed_at = rows.at[i].removed_at, .removed_by = rows.at[i].removed_by,
		    .src = rows.at[i].removed_at.us != 0 ? NULL :
		    arena_printf(v->arena, "%s/%lld", case_href(v, row->id, WHERE), (long long)rows.at[i].id) };
	p->scans = (struct view_scan_list){ at, at == NULL ? 0 : rows.n };
	return 0;
}

static void
show(struct visit *v, int status, const struct casefile_get_row *row, const char *error)
{
	struct scans_page p = { .layout = visit_layout(v, "Gambar Berkas"), .head = case_view_head(v, row),
	    .form = visit_form(v, case_href(v, row->id, WHERE), row->version), .error = error };

	if (pictures(v, row, &p) == -1 || case_view_requirements(v, row, &p.requirements) == -1) {
		visit_failed(v);
		return;
	}
	p.may_add = v->who.scans && row->open && visit_has(v, ROLE_BIT(PETUGAS));
	p.may_remove = visit_has(v, ROLE_BIT(PETUGAS));
	p.off = !v->who.scans;
	p.no_key = v->who.scans && v->site->scan_key == NULL;
	visit_crumb(v, &p.layout, p.head.href, row->name);
	p.layout.failed = error != NULL;
	tpl_page_scans(visit_page(v, status), &p);
}

void
scans_get(struct visit *v)
{
	struct casefile_get_row row;

	if (case_load(v, &row))
		show(v, 200, &row, NULL);
}

/* The clean picture, or why not. */
static const char *
look(struct visit *v, struct scan_image *ret)
{
	const struct file_part *f = &v->req->file;

	if (f->name == NULL || !str_eq(f->name, "berkas") || f->bytes.n == 0)
		return "Berkas belum dipilih. Pilih foto atau hasil pindai berupa JPEG atau PNG.";
	if (f->bytes.n > FILE_MOST)
		return "Berkas lebih besar daripada 6 MiB. Kecilkan gambarnya, lalu unggah lagi.";
	switch (scan_image_clean(v->arena, f->bytes, ret)) {
	case SCAN_GOOD: return NULL;
	case SCAN_LARGE: return "Gambar ini terlalu besar. Pindai dengan 200 dpi, atau simpan sebagai JPEG.";
	case SCAN_BROKEN: break;
	}
	return "Berkas ini bukan gambar JPEG atau PNG yang utuh. Simpan ulang gambarnya, lalu unggah lagi.";
}

struct order {
	const struct upload	*in;
	const struct box_key	*key;
	const struct scan_image	*image;
};

/* A picture is no change of the case: whoever types into a sheet of it meanwhile is not disturbed. */
static enum change_end
note(struct change *c, const char *action, const char *detail, struct err *e)
{
	return audit_write(c->db, c->act, action, arena_printf(c->arena, "casefile/%lld", (long long)c->id), detail, e) == -1 ?
	    CHANGE_FAILED : CHANGE_DONE;
}

static enum change_end
add(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct case_requirement_list_in needs_in = { .id = c->id, .sop = c->sop_version };
	const struct scan_count_in count_in = { .case_id = c->id };
	struct case_requirement_list_rows needs;
	struct scan_count_row count;
	const char *label = NULL;

	if (case_requirement_list(c->db, c->arena, &needs_in, &needs, e) == -1 ||
	    scan_count(c->db, c->arena, &count_in, &count, e) != 1)
		return CHANGE_FAILED;
	for (size_t i = 0; i < needs.n; i++)
		if (needs.at[i].id == o->in->requirement)
			label = needs.at[i].label;
	if (label == NULL || count.n >= MOST) {
		(void)err_set(e, ERR_INPUT, 0, "%s", label == NULL ? "Persyaratan belum dipilih. Pilih berkas apa yang ada pada gambar." :
		    "Sudah ada sepuluh gambar. Hapus yang tidak diperlukan lebih dahulu.");
		return CHANGE_REFUSED;
	}
	if (!sop_status_open(c->status))
		return CHANGE_NOT_NOW;
	uint8_t key_id[SCAN_KEY_ID_LEN];
	scan_key_id(o->key, key_id);
	const struct scan_add_in in = { .case_id = c->id, .requirement = o->in->requirement, .width = o->image->width,
	    .height = o->image->height, .key_id = { key_id, sizeof key_id }, .bytes = scan_seal(c->arena, o->key, c->id, o->image->jpeg),
	    .at = c->act->at, .actor = c->act->actor };
	if (in.bytes.n == 0)
		return err_set(e, ERR_FULL, 0, "arena"), CHANGE_FAILED;
	return scan_add(c->db, &in, e) < 0 ? CHANGE_FAILED : note(c, "SIMPAN_GAMBAR", label, e);
}

static enum change_end
drop(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct scan_remove_in in = { .id = o->in->remove, .case_id = c->id, .at = c->act->at, .actor = c->act->actor };
	int64_t n = scan_remove(c->db, &in, e);

	if (n != 1)
		return n < 0 ? CHANGE_FAILED : CHANGE_NOT_NOW;
	return note(c, "HAPUS_GAMBAR", arena_printf(c->arena, "gambar %lld", (long long)in.id), e);
}

void
scans_post(struct visit *v)
{
	bool remove = str_eq(visit_action(v), "HAPUS");
	struct casefile_get_row row;
	struct form_result r;
	struct scan_image image;
	struct upload in;
	const char *location, *error = NULL;

	if ((!remove && !visit_action_is(v, "UNGGAH")) || !case_load(v, &row))
		return;
	const char *here = case_href(v, row.id, WHERE);
	if (!form_read(form, v->req, v->arena, &in, &r))
		error = r.at[0].message;
	else if (!remove && (!v->who.scans || v->site->scan_key == NULL))
		error = "Kantor ini belum menyimpan gambar berkas.";
	else if (!remove)
		error = look(v, &image);
	if (error != NULL) {
		show(v, 422, &row, error);
		return;
	}
	struct order o = { &in, v->site->scan_key, &image };
	const struct change_order order = { .id = row.id, .version = row.version, .run = remove ? drop : add, .arg = &o, .location = here };
	const struct act act = remove ? visit_act_for(v, in.remove) : v->act;	/* a button for each picture, all in one form */
	enum change_end end = change_case(v->db, v->arena, &act, &order, &location, &v->err);
	if (end == CHANGE_REFUSED)
		show(v, 422, &row, v->err.text);
	else
		visit_change_end(v, end, MOVE__MAX, here, location, remove ? "gambar-hapus" : "gambar-simpan", form);
}

void
scan_picture_get(struct visit *v)
{
	struct casefile_get_row row;
	struct scan_get_in in = { 0 };
	struct scan_get_row found;
	int n;

	if (!case_load(v, &row))
		return;
	in.case_id = row.id;
	in.id = v->match.arg[1].id;
	if ((n = scan_get(v->db, v->arena, &in, &found, &v->err)) == -1) {
		visit_failed(v);
		return;
	}
	if (n == 0) {
		visit_error(v, 404);
		return;
	}
	uint8_t key_id[SCAN_KEY_ID_LEN] = { 0 };
	if (v->site->scan_key != NULL)
		scan_key_id(v->site->scan_key, key_id);
	if (v->site->scan_key == NULL || found.key_id.n != sizeof key_id || memcmp(found.key_id.p, key_id, sizeof key_id) != 0) {
		visit_error_text(v, 409, "Gambar tidak dapat dibuka", "Gambar ini disandikan dengan kunci lain daripada kunci yang terpasang. "
		    "Administrator mengembalikan scan.key dari brankas ke folder kunci.");
		return;
	}
	struct bytes jpeg = scan_open(v->arena, v->site->scan_key, row.id, found.bytes);
	if (jpeg.n == 0)
		visit_error(v, 500);
	else if (audit_look(v->db, v->arena, &v->act, "LIHAT_GAMBAR", arena_printf(v->arena, "casefile/%lld", (long long)row.id), &v->err) == -1)
		visit_failed(v);
	else
		reply_bytes(v->reply, 200, "image/jpeg", jpeg);
}
