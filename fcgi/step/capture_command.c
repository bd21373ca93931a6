/* The commands of step 5 that do not move the case: to the station, and what is noted beside it. */
#include "base/str.h"
#include "page/case_view.h"
#include "sop/biometric.h"
#include "sop/finger.h"
#include "sql/biometric.h"
#include "sql/capture.h"
#include "step/capture_except.h"
#include "step/capture_keep.h"
#include "step/capture_page.h"

static const char *
order_trouble(const struct err *e)
{
	switch (e->kind) {
	case ERR_BUSY: return "Alat sedang digunakan. Tunggu sampai selesai, lalu coba lagi.";
	case ERR_NOT_FOUND:
	case ERR_AWAY: return "Stasiun atau alat pemindai tidak menjawab. Periksa sambungan kabel, lalu coba lagi. Jari yang sudah terekam tetap tersimpan.";
	case ERR_NONE:
	case ERR_INPUT:
	case ERR_CONFLICT:
	case ERR_CLOCK:
	case ERR_FULL:
	case ERR_BROKEN:
	case ERR__MAX:
		break;
	}
	return "Stasiun menolak perintah ini. Hubungi administrator.";
}

/* Notes or takes back exceptions, with the case locked. */
static void
except(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in)
{
	const char *here = case_href(v, row->id, "perekaman"), *location;
	struct capture_exception x = { .fingers = in->finger,
	    .cause = str_eq(visit_action(v), "KECUALIKAN") ? in->cause : NULL, .note = in->note };
	const struct change_order order = { .id = row->id, .version = visit_version(v),
	    .run = capture_except, .arg = &x, .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end == CHANGE_DONE || end == CHANGE_REPEATED)
		reply_redirect(v->reply, location);
	else
		visit_change_end(v, end, MOVE__MAX, here, here, "disimpan", capture_form);
}

/* What the officer confirms or leaves out, with the case locked. */
struct mark {
	const char	*what, *note;
};

static enum change_end
set_mark(struct change *c, void *arg, struct err *e)
{
	const struct mark *m = arg;
	const struct capture_mark_set_in set = { .case_id = c->id, .what = m->what, .note = m->note, .at = c->act->at,
	    .actor = c->act->actor };
	bool left_out = str_starts(m->what, "UJI_");

	if (c->status != STATUS_SEDANG_DIREKAM)
		return CHANGE_NOT_NOW;
	if ((c->act->roles & SOP_OPERATOR) == 0)
		return CHANGE_NOT_YOU;
	if (capture_mark_set(c->db, &set, e) < 0)
		return CHANGE_FAILED;
	return left_out ? change_touch(c, "LEWATI_VERIFIKASI", arena_printf(c->arena, "%s: %s", m->what, m->note), e) : CHANGE_DONE;
}

static void
mark(struct visit *v, const struct casefile_get_row *row, const char *what, const char *note)
{
	const char *here = case_href(v, row->id, "perekaman"), *location;
	struct mark m = { what, note };
	const struct change_order order = { .id = row->id, .version = visit_version(v), .run = set_mark, .arg = &m, .location = here };
	enum change_end end = change_case(v->db, v->arena, &v->act, &order, &location, &v->err);

	if (end == CHANGE_DONE || end == CHANGE_REPEATED)
		reply_redirect(v->reply, location);
	else
		visit_change_end(v, end, MOVE__MAX, here, here, "disimpan", capture_form);
}

static bool
known_hand(const char *word)
{
	for (enum bio_hand h = 0; h < BIO_HAND__MAX; h++)
		if (str_eq(word, bio_hand_word(h)))
			return true;
	return false;
}

static bool
known_skip(const char *word)
{
	return str_eq(word, "UJI_KANAN") || str_eq(word, "UJI_KIRI");
}

/* What is typed beside a command; true: something is missing, and the page says so. */
static bool
incomplete(const struct capture_form *in, const char *what, struct form_result *r)
{
	enum finger_reason why = finger_reason_by_word(in->cause);

	if (str_eq(what, "KECUALIKAN")) {
		if (capture_fingers(in->finger) == 0)
			form_add(r, capture_form, "jari", "Jari belum dipilih. Pilih jari atau tangan.");
		if (why == FINGER_REASON__MAX || finger_reason_temporary(why))
			form_add(r, capture_form, "sebab", "Sebab belum dipilih. Pilih mengapa jari tidak dapat direkam.");
		else if (why == FINGER_LAINNYA && str_empty(in->note))
			form_add(r, capture_form, "keterangan", "Keterangan belum diisi. Jelaskan sebabnya.");
	} else if (str_eq(what, "TERIMA") && str_empty(in->take_reason))
		form_add(r, capture_form, "alasan_mutu", "Alasan belum diisi. Tuliskan mengapa sidik jari ini diterima.");
	else if (str_eq(what, "LEWATI") && str_empty(in->skip_reason))
		form_add(r, capture_form, "alasan_uji", "Alasan belum diisi. Tuliskan mengapa verifikasi dilewati.");
	return !r->ok;
}

/* Takes what was held; 0, or -1 with v->err. */
static int
take_held(struct visit *v, const struct casefile_get_row *row, int finger, const char *why)
{
	struct capture_rules rules;
	int n = capture_rules(v, &rules) == -1 ? -1 : capture_take_held(v, row, finger, rules.attempts, why);

	return n == 0 ? err_set(&v->err, ERR_NOT_FOUND, 0, "no held print of finger %d", finger) : n == 1 ? 0 : -1;
}

static const char *
take_trouble(const struct err *e)
{
	return e->kind == ERR_NOT_FOUND ? "Gambar itu tidak ada lagi pada stasiun. Pindai jari ini sekali lagi." :
	    e->kind == ERR_INPUT ? "Jumlah percobaan kantor belum tercapai. Pindai jari ini sekali lagi." : order_trouble(e);
}

static int
choose_station(struct visit *v, int64_t station)
{
	const struct station_list_in in = { .office = v->who.office };
	const struct station_choose_in set = { .token_hash = v->who.token_hash, .station = station };
	struct station_list_rows all;

	if (station_list(v->db, v->arena, &in, &all, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < all.n; i++)	/* of this office, and in use */
		if (all.at[i].id == station && all.at[i].active != 0 && all.at[i].rest_since.us == 0)
			return station_choose(v->db, &set, &v->err) < 0 ? -1 : 0;
	return err_set(&v->err, ERR_AWAY, 0, "station %lld is not in use here", (long long)station);
}

bool
capture_command(struct visit *v, const struct casefile_get_row *row, const struct capture_form *in,
    struct form_result *r)
{
	struct capture_look k = { .status = 422, .row = row, .typed = r };
	const char *what = visit_action(v), *here = case_href(v, row->id, "perekaman");
	int64_t finger = 0;
	int rc = 0;

	(void)str_int(in->finger, 1, FINGER_COUNT, &finger);
	if (incomplete(in, what, r)) {
		capture_show(v, &k);
		return true;
	}
	if (str_eq(what, "HENTIKAN"))
		capture_stop(v, row);
	else if (str_eq(what, "STASIUN"))
		rc = choose_station(v, in->station);
	else if (str_eq(what, "TANGAN") && known_hand(in->hand)) {
		mark(v, row, in->hand, "");
		return true;
	} else if (str_eq(what, "LEWATI") && known_skip(in->skip)) {
		mark(v, row, in->skip, in->skip_reason);
		return true;
	} else if (str_eq(what, "TERIMA") && finger != 0)
		rc = take_held(v, row, (int)finger, in->take_reason);
	else if ((str_eq(what, "PINDAI") || str_eq(what, "VERIFIKASI")) && finger != 0)
		rc = capture_order_finger(v, row, (int)finger, str_eq(what, "PINDAI") ? PURPOSE_RECORD : PURPOSE_VERIFY);
	else if (str_eq(what, "KECUALIKAN") || str_eq(what, "CABUT_PENGECUALIAN")) {
		except(v, row, in);
		return true;
	} else
		return false;
	if (rc == -1 && v->err.kind != ERR_BROKEN) {
		k.trouble = str_eq(what, "TERIMA") ? take_trouble(&v->err) : order_trouble(&v->err);
		k.status = v->err.kind == ERR_AWAY ? 503 : 409;
		capture_show(v, &k);
	} else if (rc == -1)
		visit_failed(v);
	else
		reply_redirect(v->reply, here);
	return true;
}
