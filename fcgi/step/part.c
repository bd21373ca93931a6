/*
 * /permohonan/{id}/pasfoto, /tanda-tangan and /foto-pengecualian: the picture comes from the camera, the pad or a file, is decoded
 * whole and made anew without what a camera writes beside it, and is sealed by the station before it reaches the
 * database: nobody here can open it again.  Pool upload.
 */
#include <sodium.h>

#include "base/rnd.h"
#include "base/str.h"
#include "http/form.h"
#include "page/case_view.h"
#include "page/field.h"
#include "page/view_biometric.h"
#include "print/scan_image.h"
#include "sop/biometric.h"
#include "sql/biometric.h"
#include "sql/destruction.h"
#include "station/seal.h"
#include "station/word.h"
#include "step/capture_part.h"
#include "step/step.h"
#include "tpl.h"

#define FILE_MOST	((size_t)6 << 20)
#define SEALED_MOST	((size_t)2 << 20)	/* what a station takes */

struct part {
	const char	*kind, *where, *title, *how, *witness, *reason, *note;
};

static const struct form_field face_form[] = {
	FORM_CHOICE_MAY_AS("cara", struct part, how, bio_face_words, "Cara mengambil"),
	FORM_MAY_AS("saksi", struct part, witness, 1, 100, "Nama saksi"),
	FORM_CHOICE_MAY_AS("sebab", struct part, reason, bio_reason_words, "Sebab"),
	FORM_MAY_AS("keterangan", struct part, note, 1, 200, "Keterangan"),
	FORM_END
};
static const struct form_field sign_form[] = {
	FORM_CHOICE_MAY_AS("cara", struct part, how, bio_sign_words, "Cara mengambil"),
	FORM_MAY_AS("saksi", struct part, witness, 1, 100, "Nama saksi"),
	FORM_CHOICE_MAY_AS("sebab", struct part, reason, bio_reason_words, "Sebab"),
	FORM_MAY_AS("keterangan", struct part, note, 1, 200, "Keterangan"),
	FORM_END
};

/* By the camera, else on a pad. */
static bool
by_camera(const struct part *p)
{
	return !str_eq(p->kind, PART_SIGN);
}

static bool
of_exception(const struct part *p)
{
	return str_eq(p->kind, PART_EXCEPTION);
}

static const struct form_field *
form_of(const struct part *p)
{
	return by_camera(p) ? face_form : sign_form;
}

/* Does the office take it, and of this case? */
static int
wanted(struct visit *v, const struct casefile_get_row *row, const struct part *p, bool *ret)
{
	struct capture_rules rules;

	if (capture_rules(v, &rules) == -1)
		return -1;
	*ret = str_eq(p->kind, PART_FACE) ? rules.photo : str_eq(p->kind, PART_SIGN) ? rules.signature : rules.exception_photo;
	return *ret && of_exception(p) ? capture_has_exception(v, row->id, ret) : 0;
}

/* What is there, in a sentence. */
static int
state(struct visit *v, const struct casefile_get_row *row, const struct part *part, struct part_page *p)
{
	const struct biometric_part_list_in in = { .case_id = row->id };
	struct biometric_part_list_rows rows;
	struct fmt f, gone;

	if (biometric_part_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++) {
		const struct biometric_part_list_row *r = &rows.at[i];
		if (!str_eq(r->kind, part->kind))
			continue;
		p->excepted = str_eq(r->how, PART_EXCEPTED);
		p->state = r->destroyed_at.us != 0 ? arena_printf(v->arena, "Diambil oleh %s, %s; gambarnya telah dimusnahkan, %s.", r->who,
		    fmt_when(&f, r->at), fmt_when(&gone, r->destroyed_at)) : p->excepted ? arena_printf(v->arena, "Pengecualian, dicatat oleh %s, %s.", r->who, fmt_when(&f, r->at)) :
		    arena_printf(v->arena, "Tersimpan tersegel (%lld × %lld piksel) oleh %s, %s. Gambarnya tidak dapat dibuka di kantor ini.",
		    (long long)r->width, (long long)r->height, r->who, fmt_when(&f, r->at));
	}
	return 0;
}

static void
show(struct visit *v, int status, const struct casefile_get_row *row, const struct part *part, struct form_result *typed,
    const char *error)
{
	const struct form_field *form = form_of(part);
	const struct field_source src = { v->arena, form, typed };
	struct capture_station st;
	struct station_client *client;
	bool taken = false;
	struct part_page p = { .layout = visit_layout(v, part->title), .head = case_view_head(v, row),
	    .form = visit_form(v, case_href(v, row->id, part->where), row->version), .camera = by_camera(part), .hands = of_exception(part), .error = error,
	    .background = row->birth_day.y % 2 != 0 ? "merah" : "biru",
	    .how = by_camera(part) ? field_choice(&src, "cara", FIELD_RADIO, bio_face_words, bio_face_labels, bio_face_words[0]) :
	    field_choice(&src, "cara", FIELD_RADIO, bio_sign_words, bio_sign_labels, bio_sign_words[0]),
	    .witness = field_text(&src, "saksi", ""), .note = field_text(&src, "keterangan", ""),
	    .reason = field_choice(&src, "sebab", FIELD_SELECT, bio_reason_words, bio_reason_labels, "") };
	int n = state(v, row, part, &p) == -1 || wanted(v, row, part, &taken) == -1 ? -1 : capture_station(v, &st, &client);

	if (n == -1) {
		visit_failed(v);
		return;
	}
	p.how.required = p.reason.required = true;
	p.no_station = n == 0;
	p.may = str_eq(row->status, "SEDANG_DIREKAM") && visit_has(v, SOP_OPERATOR) && taken;
	visit_crumb(v, &p.layout, case_href(v, row->id, "perekaman"), "Perekaman");
	p.layout.failed = error != NULL || typed != NULL;
	p.form.errors = field_errors(v->arena, typed);
	tpl_page_part(visit_page(v, status), &p);
}

/* ---- a picture comes ---- */

static const char *
look(struct visit *v, struct scan_image *ret)
{
	const struct file_part *f = &v->req->file;

	if (f->name == NULL || !str_eq(f->name, "gambar") || f->bytes.n == 0)
		return "Gambar belum ada. Ambil gambar lebih dahulu, atau pilih berkas JPEG atau PNG.";
	if (f->bytes.n > FILE_MOST)
		return "Berkas lebih besar daripada 6 MiB. Kecilkan gambarnya, lalu simpan lagi.";
	switch (scan_image_clean(v->arena, f->bytes, ret)) {
	case SCAN_GOOD:
		return ret->width < 64 || ret->height < 64 ? "Gambar ini terlalu kecil. Ambil gambar yang lebih besar." :
		    ret->jpeg.n > SEALED_MOST ? "Gambar ini terlalu besar. Kecilkan, lalu simpan lagi." : NULL;
	case SCAN_LARGE: return "Gambar ini terlalu besar. Kecilkan, lalu simpan lagi.";
	case SCAN_BROKEN: break;
	}
	return "Berkas ini bukan gambar JPEG atau PNG yang utuh. Ambil gambarnya sekali lagi.";
}

struct order {
	const struct part	*part;
	const struct scan_image	*image;
	struct bytes		 sealed;
	const char		*epoch;
	int64_t			 station;
};

static enum change_end
put(struct change *c, void *arg, struct err *e)
{
	const struct order *o = arg;
	const struct part *p = o->part;
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct biometric_part_put_in in = { .case_id = c->id, .kind = p->kind, .how = p->how, .reason = "", .note = "", .epoch = "",
	    .at = c->act->at, .actor = c->act->actor };

	if (c->status != STATUS_SEDANG_DIREKAM)
		return CHANGE_NOT_NOW;
	if ((c->act->roles & SOP_OPERATOR) == 0)
		return CHANGE_NOT_YOU;
	if (o->image != NULL) {
		crypto_hash_sha256(hash, o->sealed.p, o->sealed.n);
		in.note = str_eq(p->how, "SAKSI") ? p->witness : "";
		in.station = o->station;
		in.epoch = o->epoch;
		in.width = o->image->width;
		in.height = o->image->height;
		in.sealed = o->sealed;
		in.sha256 = (struct bytes){ hash, sizeof hash };
	} else {
		in.how = PART_EXCEPTED;
		in.reason = p->reason;
		in.note = p->note;
	}
	if (biometric_part_put(c->db, &in, e) < 0)
		return CHANGE_FAILED;
	return change_note(c, o->image != NULL ? "SIMPAN_BIOMETRIK" : "KECUALIKAN_BIOMETRIK", p->kind, e);
}

/* Sealed by the station and looked at: what it gave back is what was asked for.  NULL, or a sentence. */
static const char *
seal(struct visit *v, const struct casefile_get_row *row, const struct part *part, struct order *o)
{
	struct capture_station st;
	struct station_client *client;
	struct seal_head *head = ARENA_NEW(v->arena, struct seal_head);
	char job[37];
	int n = capture_station(v, &st, &client);

	if (n == 0)
		return "Stasiun belum dipilih atau belum ada. Pilih stasiun pada halaman perekaman.";
	rnd_uuid(job);
	const struct station_picture picture = { .job = job, .casefile = row->uuid, .officer = arena_printf(v->arena, "%lld", (long long)v->who.user),
	    .kind = part->kind, .width = o->image->width, .height = o->image->height, .image = o->image->jpeg };
	if (n == -1 || head == NULL || station_seal(client, v->arena, &picture, &o->sealed, &v->err) == -1)
		return "Stasiun tidak menjawab, dan gambar hanya dapat disimpan tersegel. Periksa komputer stasiun, lalu simpan lagi.";
	if (st.sign_key.n != 32 || seal_verify(o->sealed, st.sign_key.p, head, &v->err) == -1 || !str_eq(head->casefile, row->uuid) ||
	    !str_eq(head->job, job) || !str_eq(head->purpose, part->kind))
		return "Stasiun menjawab dengan segel yang salah. Hubungi administrator.";
	const struct export_key_gone_in gone_in = { .epoch = head->epoch };
	struct export_key_gone_row gone;
	if (export_key_gone(v->db, v->arena, &gone_in, &gone, &v->err) != 1)
		return "Kunci ekspor stasiun tidak dapat diperiksa. Simpan sekali lagi.";
	if (gone.n > 0)
		return station_reason_text(REASON_KEY_GONE);
	o->epoch = head->epoch;
	o->station = st.id;
	return NULL;
}

static void
check(const struct part *p, bool picture, const struct form_field *form, struct form_result *r)
{
	if (picture && str_empty(p->how))
		form_add(r, form, "cara", "Cara mengambil belum dipilih.");
	if (picture && str_eq(p->how, "SAKSI") && str_empty(p->witness))
		form_add(r, form, "saksi", "Nama saksi belum diisi.");
	if (!picture && str_empty(p->reason))
		form_add(r, form, "sebab", "Sebab belum dipilih.");
	else if (!picture && str_eq(p->reason, "LAINNYA") && str_empty(p->note))
		form_add(r, form, "keterangan", "Keterangan belum diisi. Jelaskan sebabnya.");
}

static void
get(struct visit *v, const struct part *part)
{
	struct casefile_get_row row;

	if (case_load(v, &row))
		show(v, 200, &row, part, NULL, NULL);
}

static void
post(struct visit *v, const struct part *which)
{
	bool picture = str_eq(visit_action(v), "SIMPAN");
	const struct form_field *form = form_of(which);
	struct casefile_get_row row;
	struct form_result r;
	struct scan_image image;
	struct part in;
	const char *location, *error = NULL;
	bool taken = false;

	if ((!picture && !visit_action_is(v, PART_EXCEPTED "KAN")) || !case_load(v, &row))
		return;
	bool read = form_read(form, v->req, v->arena, &in, &r);
	in.kind = which->kind;
	in.where = which->where;
	in.title = which->title;
	if (read)
		check(&in, picture, form, &r);
	if (!r.ok) {
		show(v, 422, &row, which, &r, NULL);
		return;
	}
	struct order o = { .part = &in, .image = picture ? &image : NULL };
	if (wanted(v, &row, which, &taken) == -1) {
		visit_failed(v);
		return;
	}
	if (!taken || (!picture && of_exception(which)))
		error = of_exception(which) ? "Foto pengecualian hanya diambil bila kantor memutuskannya dan ada jari yang dikecualikan." :
		    "Menurut keputusan kantor, gambar ini tidak diambil di sini.";
	else if (picture && (error = look(v, &image)) == NULL)
		error = seal(v, &row, which, &o);
	if (error != NULL) {
		show(v, o.sealed.n == 0 && v->err.kind == ERR_AWAY ? 503 : 422, &row, which, NULL, error);
		return;
	}
	/* a picture is taken whatever else happened meanwhile; an exception would erase one, and whoever notes it has seen it */
	const struct change_order order = { .id = row.id, .version = picture ? row.version : visit_version(v), .run = put, .arg = &o,
	    .location = case_href(v, row.id, "perekaman") };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);
	visit_change_end(v, end, MOVE__MAX, case_href(v, row.id, "perekaman"), location, picture ? "gambar-tersegel" : "disimpan", form);
}

static const struct part hands = { .kind = PART_EXCEPTION, .where = "foto-pengecualian", .title = "Foto Pengecualian" };
static const struct part face = { .kind = PART_FACE, .where = "pasfoto", .title = "Pasfoto" };
static const struct part signature = { .kind = PART_SIGN, .where = "tanda-tangan", .title = "Tanda Tangan" };

void
photo_get(struct visit *v)
{
	get(v, &face);
}

void
photo_post(struct visit *v)
{
	post(v, &face);
}

void
signature_get(struct visit *v)
{
	get(v, &signature);
}

void
signature_post(struct visit *v)
{
	post(v, &signature);
}

void
exception_photo_get(struct visit *v)
{
	get(v, &hands);
}

void
exception_photo_post(struct visit *v)
{
	post(v, &hands);
}
