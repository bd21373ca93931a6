#include "step/capture_live.h"

#include "base/str.h"
#include "page/case_view.h"
#include "step/capture_hands.h"
#include "step/capture_job.h"

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
		w.state = !hands_closed(h, f) ? FINGER_FAILED : !str_empty(h->image[f].forced) ? FINGER_POOR : FINGER_DONE;
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
		if (!hands_closed(h, f))
			return f;
	}
	return 0;
}

static const char *
verify_label(struct visit *v, const struct hands *h, bool right)
{
	int f = hands_verify_finger(h, right);
	const char *hand = right ? "kanan" : "kiri";

	if (f == 0)
		return arena_printf(v->arena, "Verifikasi tangan %s: %s", hand, hands_verified(h, right) ? "tidak ada jari" : "belum");
	return arena_printf(v->arena, "Verifikasi %s: %s", finger_word(f), h->verified[f] > 0 ? "cocok" :
	    h->left_out[right] != NULL ? "dilewati" : "belum");
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
		return arena_printf(v->arena, "%s terekam dengan mutu kurang. %s", name,
		    station_cause_text(station_cause_of(now->last.cause)));
	return arena_printf(v->arena, "%s terekam.", name);
}

/* A closing verification: its own finger, or whose. */
static const char *
verified_hint(struct visit *v, const struct capture_now *now)
{
	const char *name = finger_word((int)now->last.finger);

	if (now->last.same_as == now->last.finger && now->last.score >= CAPTURE_VERIFIED)
		return arena_printf(v->arena, "Verifikasi %s: cocok.", name);
	if (now->last.same_as > 0 && now->last.same_as != now->last.finger)
		return arena_printf(v->arena, "Yang diletakkan %s, bukan %s. Minta pemohon meletakkan %s.",
		    finger_word((int)now->last.same_as), name, name);
	return arena_printf(v->arena, "Verifikasi %s: tidak cocok. Periksa jari yang diletakkan, lalu ulangi.", name);
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
		if (str_eq(now->last.purpose, PURPOSE_VERIFY)) {
			l->hint = verified_hint(v, now);
			if (now->last.same_as != now->last.finger || now->last.score < CAPTURE_VERIFIED)
				l->tone = CAPTURE_BAD;
		} else
			l->hint = recorded_hint(v, now, name, why);
		l->preview = arena_printf(v->arena, "%s/pratinjau/%s",
		    case_href(v, visit_id(v), "perekaman"), now->last.job);
		l->quality = (int)now->last.quality;
		return;
	}
	l->tone = why == REASON_READER_AWAY || why == REASON_REMOVED ? CAPTURE_AWAY : CAPTURE_BAD;
	l->hint = why == REASON__MAX ? "" : arena_printf(v->arena, "%s: %s", name, station_reason_text(why));
	if (why == REASON_POOR && !str_empty(now->last.cause))
		l->hint = arena_printf(v->arena, "%s: mutu kurang. %s", name, station_cause_text(station_cause_of(now->last.cause)));
	if (why == REASON_POOR)
		l->quality = (int)now->last.quality;
	if (why == REASON_POOR || why == REASON_SAME_FINGER)
		l->preview = arena_printf(v->arena, "%s/pratinjau/%s", case_href(v, visit_id(v), "perekaman"), now->last.job);
	if (why == REASON_SAME_FINGER && now->last.same_as > 0)
		l->hint = arena_printf(v->arena, "Jari ini sama dengan %s yang telah direkam. Minta pemohon meletakkan %s.",
		    finger_word((int)now->last.same_as), finger_word((int)now->last.finger));
}

/* Before the first finger of a hand: which hand lies there is something only eyes can tell. */
static bool
ask_hand(const struct hands *h, struct capture_live *l)
{
	enum bio_hand hand = bio_hand_of(l->finger);

	if (h->confirmed[hand] || hands_closed(h, l->finger))
		return false;
	l->tone = CAPTURE_IDLE;
	l->hand = bio_hand_word(hand);
	l->instruction = bio_hand_ask(hand);
	l->start = (struct view_action){ hand == BIO_THUMBS ? "Ibu jari sudah benar" : hand == BIO_RIGHT ? "Tangan kanan sudah benar" :
	    "Tangan kiri sudah benar", NULL, "TANGAN", NULL };
	return true;
}

/* What was refused as poor often enough may be taken, with a reason. */
static int
offer_held(struct visit *v, const struct capture_rules *rules, int64_t case_id, struct capture_live *l)
{
	const struct capture_held_in in = { .case_id = case_id, .finger = l->finger };
	struct capture_held_row held;
	int n = capture_held(v->db, v->arena, &in, &held, &v->err);

	if (n != 1)
		return n;
	l->tries = arena_printf(v->arena, "Percobaan %lld dari %d; mutu terbaik %lld.", (long long)held.tries, rules->attempts,
	    (long long)held.quality);
	l->may_take = held.tries >= rules->attempts;
	return 0;
}

static int
buttons(struct visit *v, const struct hands *h, const struct capture_rules *rules, int64_t case_id, struct capture_live *l)
{
	bool right = !hands_verified(h, true);

	if (l->finger != 0) {
		bool has = hands_closed(h, l->finger) && h->image[l->finger].finger == l->finger;
		l->excepted_now = h->except[l->finger].finger == l->finger;
		l->may_except = !l->excepted_now && !has;
		if (ask_hand(h, l))
			return 0;
		if (!l->excepted_now)
			l->start = (struct view_action){ arena_printf(v->arena, "%s %s",
			    has ? "Pindai ulang" : "Pindai", l->finger_name), NULL, "PINDAI", NULL };
		if (l->instruction == NULL)
			l->instruction = arena_printf(v->arena, "Siap memindai %s.", l->finger_name);
		return has ? 0 : offer_held(v, rules, case_id, l);
	}
	if (right || !hands_verified(h, false)) {
		l->finger = hands_verify_finger(h, right);
		l->finger_name = finger_word(l->finger);
		l->verifying = true;
		l->skip = right ? "UJI_KANAN" : "UJI_KIRI";
		l->start = (struct view_action){ arena_printf(v->arena, "Verifikasi %s", l->finger_name),
		    NULL, "VERIFIKASI", NULL };
		l->instruction = arena_printf(v->arena, "Semua jari selesai. Verifikasi %s.", l->finger_name);
	} else
		l->instruction = "Semua jari selesai dan terverifikasi. Selesaikan perekaman.";
	return 0;
}

int
capture_live_make(struct visit *v, const struct casefile_get_row *row, const char *trouble,
    struct capture_live *ret_live)
{
	struct capture_now now;
	struct capture_rules rules;
	struct hands h;
	struct view_finger *at = ARENA_ARRAY(v->arena, FINGER_COUNT, struct view_finger);

	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (capture_collect(v, row, &now) == -1 || capture_rules(v, &rules) == -1 ||
	    hands_read(v->db, v->arena, row->id, &h, &v->err) == -1)
		return -1;
	const char *href = case_href(v, row->id, "perekaman");
	struct capture_live l = {
		.href = href, .scan = visit_form(v, href, row->version), .running = now.running,
		.finger = current_finger(v, &h, &now), .local = rules.local,
		.verify_right = hands_verified(&h, true), .verify_left = hands_verified(&h, false),
		.verifying = now.running && str_eq(now.last.purpose, PURPOSE_VERIFY),
	};
	l.verify_right_label = verify_label(v, &h, true);
	l.verify_left_label = verify_label(v, &h, false);
	l.finger_name = finger_word(l.finger);
	for (int f = 1; f <= FINGER_COUNT; f++) {
		at[f - 1] = finger_view(v, &h, &now, f, l.finger);
		if (at[f - 1].state == FINGER_EXCEPTED)
			l.excepted++;
		else if (hands_closed(&h, f))
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
		if (buttons(v, &h, &rules, row->id, &l) == -1)
			return -1;
	}
	if (trouble != NULL) {
		l.tone = CAPTURE_BAD;
		l.hint = trouble;
	}
	*ret_live = l;
	return 0;
}
