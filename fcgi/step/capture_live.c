#include "step/capture_live.h"

#include "base/str.h"
#include "page/case_view.h"
#include "sop/finger.h"
#include "sql/capture.h"
#include "step/capture_job.h"

enum { POOR_BELOW = 40 };

/* What is known of the ten fingers, by ISO number. */
struct hands {
	struct capture_finger_list_row	 image[FINGER_COUNT + 1];
	struct finger_exception_list_row except[FINGER_COUNT + 1];
	int64_t				 verified[FINGER_COUNT + 1];	/* best score, 0: none */
};

static int
hands_read(struct visit *v, int64_t case_id, struct hands *h)
{
	const struct capture_finger_list_in images_in = { .case_id = case_id };
	const struct finger_exception_list_in excepts_in = { .case_id = case_id };
	const struct capture_verified_list_in verified_in = { .case_id = case_id };
	struct capture_finger_list_rows images;
	struct finger_exception_list_rows excepts;
	struct capture_verified_list_rows verified;

	if (capture_finger_list(v->db, v->arena, &images_in, &images, &v->err) == -1 ||
	    finger_exception_list(v->db, v->arena, &excepts_in, &excepts, &v->err) == -1 ||
	    capture_verified_list(v->db, v->arena, &verified_in, &verified, &v->err) == -1)
		return -1;
	*h = (struct hands){ 0 };
	for (size_t i = 0; i < images.n; i++)
		if (finger_valid((int)images.at[i].finger))
			h->image[images.at[i].finger] = images.at[i];
	for (size_t i = 0; i < excepts.n; i++)
		if (finger_valid((int)excepts.at[i].finger))
			h->except[excepts.at[i].finger] = excepts.at[i];
	for (size_t i = 0; i < verified.n; i++)
		if (finger_valid((int)verified.at[i].finger))
			h->verified[verified.at[i].finger] = verified.at[i].score;
	return 0;
}

static struct view_finger
finger_view(struct visit *v, const struct hands *h, const struct capture_now *now, int f, int current)
{
	static const char *const label[] = {
		[FINGER_OPEN] = "Belum", [FINGER_DONE] = "Terekam", [FINGER_POOR] = "Mutu kurang",
		[FINGER_EXCEPTED] = "Pengecualian", [FINGER_FAILED] = "Gagal",
	};
	struct view_finger w = {
		.no = f, .name = finger_word(f), .current = f == current,
		.quality = (int)h->image[f].quality, .attempts = (int)h->image[f].attempts,
	};

	if (h->except[f].finger == f) {
		w.state = FINGER_EXCEPTED;
		w.exception = finger_reason_label(finger_reason_by_word(h->except[f].reason));
	} else if (h->image[f].finger == f)
		w.state = w.quality < POOR_BELOW ? FINGER_POOR : FINGER_DONE;
	else if (now->any && !now->running && now->last.finger == f && str_eq(now->last.state, "failed"))
		w.state = FINGER_FAILED;
	w.state_label = label[w.state];
	if (!now->running)
		w.href = arena_printf(v->arena, "%s?jari=%d", case_href(v, visit_id(v), "perekaman"), f);
	return w;
}

/* The finger to present: chosen, running, or the next open one; 0: none is left. */
static int
current_finger(struct visit *v, const struct hands *h, const struct capture_now *now)
{
	int64_t chosen;

	if (now->running)
		return (int)now->last.finger;
	if (str_int(request_query(v->req, "jari"), 1, FINGER_COUNT, &chosen))
		return (int)chosen;
	/* what failed stays in front until it is taken again or excepted */
	for (int i = 0; i < FINGER_COUNT; i++) {
		int f = finger_order[i];
		if (h->image[f].finger != f && h->except[f].finger != f)
			return f;
	}
	return 0;
}

static bool
verified(const struct hands *h, int f)
{
	return h->except[f].finger == f || h->verified[f] > 0;
}

static const char *
verify_label(const struct hands *h, int f)
{
	return h->except[f].finger == f ? "tidak mungkin" : h->verified[f] > 0 ? "cocok" : "belum";
}

static void
running(struct visit *v, const struct capture_now *now, struct capture_live *l)
{
	const char *name = l->finger_name;

	switch (now->status.state) {
	case STATION_STARTING:
	case STATION_WAITING:
		l->tone = CAPTURE_WAITING;
		l->instruction = arena_printf(v->arena, "Letakkan %s pada alat.", name);
		break;
	case STATION_HOLD:
		l->tone = CAPTURE_HOLD;
		l->instruction = "Tahan, jangan bergerak.";
		break;
	case STATION_LIFT:
		l->tone = CAPTURE_LIFT;
		l->instruction = "Angkat jari Anda.";
		break;
	case STATION_READING:
	case STATION_DONE:
		l->tone = CAPTURE_READING;
		l->instruction = "Sidik jari sedang diolah.";
		break;
	case STATION_FAILED:
	case STATION__MAX:
		break;
	}
	l->hint = station_reason_text(now->status.reason);
	l->poll = case_href(v, visit_id(v), "perekaman/status");
	l->stop = (struct view_action){ "Hentikan", NULL, "HENTIKAN", NULL };
	if (now->away) {
		l->tone = CAPTURE_AWAY;
		l->instruction = "Stasiun perekaman tidak menjawab.";
		l->hint = "Jari yang sudah terekam tetap tersimpan. Halaman ini melanjutkan sendiri setelah stasiun kembali.";
	}
}

/* A finger that was taken; a warning goes with it where the station has one. */
static const char *
recorded_hint(struct visit *v, const struct capture_now *now, const char *name,
    enum station_reason why)
{
	if (why == REASON_SAME_FINGER)
		return arena_printf(v->arena, "%s terekam, tetapi mirip dengan %s. Pastikan jarinya benar; pindai ulang jika ragu.",
		    name, finger_word((int)now->last.same_as));
	if (why == REASON_POOR)
		return arena_printf(v->arena, "%s terekam dengan mutu kurang. Bersihkan jari dan alat, lalu pindai ulang jika mungkin.",
		    name);
	return arena_printf(v->arena, "%s terekam.", name);
}

/* What the last order came to. */
static void
ended(struct visit *v, const struct capture_now *now, struct capture_live *l)
{
	bool done = str_eq(now->last.state, "done");
	enum station_reason why = station_reason_of(now->last.reason);
	const char *name = finger_name((int)now->last.finger);

	if (done) {
		l->tone = CAPTURE_GOOD;
		if (str_eq(now->last.purpose, PURPOSE_VERIFY))
			l->hint = now->last.same_as == now->last.finger ?
			    arena_printf(v->arena, "Verifikasi %s: cocok.", finger_word((int)now->last.finger)) :
			    arena_printf(v->arena, "Verifikasi %s: tidak cocok. Periksa jari yang diletakkan.", finger_word((int)now->last.finger));
		else
			l->hint = recorded_hint(v, now, name, why);
		if (str_eq(now->last.purpose, PURPOSE_VERIFY) && now->last.same_as != now->last.finger)
			l->tone = CAPTURE_BAD;
		l->preview = arena_printf(v->arena, "%s/pratinjau/%s",
		    case_href(v, visit_id(v), "perekaman"), now->last.job);
		l->quality = (int)now->last.quality;
		return;
	}
	l->tone = why == REASON_READER_AWAY || why == REASON_REMOVED ? CAPTURE_AWAY : CAPTURE_BAD;
	l->hint = why == REASON__MAX ? "" : arena_printf(v->arena, "%s: %s", name, station_reason_text(why));
	if (why == REASON_SAME_FINGER && now->last.same_as > 0)
		l->hint = arena_printf(v->arena, "Jari ini sama dengan %s yang telah direkam. Minta pemohon meletakkan %s.",
		    finger_word((int)now->last.same_as), finger_word((int)now->last.finger));
}

static void
buttons(struct visit *v, const struct hands *h, struct capture_live *l)
{
	int verify = !verified(h, FINGER_RIGHT_INDEX) ? FINGER_RIGHT_INDEX :
	    !verified(h, FINGER_LEFT_INDEX) ? FINGER_LEFT_INDEX : 0;

	if (l->finger != 0) {
		bool has = h->image[l->finger].finger == l->finger;
		l->excepted_now = h->except[l->finger].finger == l->finger;
		l->may_except = !l->excepted_now && !has;
		if (!l->excepted_now)
			l->start = (struct view_action){ arena_printf(v->arena, "%s %s",
			    has ? "Pindai ulang" : "Pindai", l->finger_name), NULL, "PINDAI", NULL };
		if (l->instruction == NULL)
			l->instruction = arena_printf(v->arena, "Siap memindai %s.", l->finger_name);
		return;
	}
	if (verify != 0) {
		l->finger = verify;
		l->finger_name = finger_word(verify);
		l->verifying = true;
		l->start = (struct view_action){ arena_printf(v->arena, "Verifikasi %s", l->finger_name),
		    NULL, "VERIFIKASI", NULL };
		l->instruction = arena_printf(v->arena, "Semua jari selesai. Verifikasi %s.", l->finger_name);
	} else
		l->instruction = "Semua jari selesai dan terverifikasi. Selesaikan perekaman.";
}

int
capture_live_make(struct visit *v, const struct casefile_get_row *row, const char *trouble,
    struct capture_live *ret_live)
{
	struct capture_now now;
	struct hands h;
	struct view_finger *at = ARENA_ARRAY(v->arena, FINGER_COUNT, struct view_finger);

	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (capture_collect(v, row, &now) == -1 || hands_read(v, row->id, &h) == -1)
		return -1;
	const char *href = case_href(v, row->id, "perekaman");
	struct capture_live l = {
		.href = href, .scan = visit_form(v, href, row->version), .running = now.running,
		.finger = current_finger(v, &h, &now),
		.verify_right = verified(&h, FINGER_RIGHT_INDEX),
		.verify_left = verified(&h, FINGER_LEFT_INDEX),
		.verifying = now.running && str_eq(now.last.purpose, PURPOSE_VERIFY),
	};
	l.verify_right_label = verify_label(&h, FINGER_RIGHT_INDEX);
	l.verify_left_label = verify_label(&h, FINGER_LEFT_INDEX);
	l.finger_name = finger_word(l.finger);
	for (int f = 1; f <= FINGER_COUNT; f++) {
		at[f - 1] = finger_view(v, &h, &now, f, l.finger);
		if (at[f - 1].state == FINGER_EXCEPTED)
			l.excepted++;
		else if (h.image[f].finger == f)
			l.done++;
		else
			l.open++;
	}
	l.fingers = (struct view_finger_list){ at, FINGER_COUNT };
	if (now.running)
		running(v, &now, &l);
	else {
		if (now.any)
			ended(v, &now, &l);
		buttons(v, &h, &l);
	}
	if (trouble != NULL) {
		l.tone = CAPTURE_BAD;
		l.hint = trouble;
	}
	*ret_live = l;
	return 0;
}
