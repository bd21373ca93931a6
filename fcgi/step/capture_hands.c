#include "step/capture_hands.h"

#include "base/str.h"

static void
marks_read(const struct capture_mark_list_rows *rows, struct hands *h)
{
	for (size_t i = 0; i < rows->n; i++) {
		for (enum bio_hand hand = 0; hand < BIO_HAND__MAX; hand++)
			if (str_eq(rows->at[i].what, bio_hand_word(hand)))
				h->confirmed[hand] = true;
		if (str_eq(rows->at[i].what, "UJI_KIRI"))
			h->left_out[0] = rows->at[i].note;
		if (str_eq(rows->at[i].what, "UJI_KANAN"))
			h->left_out[1] = rows->at[i].note;
	}
}

int
hands_read(struct db *db, struct arena *a, int64_t case_id, struct hands *h, struct err *e)
{
	const struct capture_finger_list_in images_in = { .case_id = case_id };
	const struct finger_exception_list_in excepts_in = { .case_id = case_id };
	const struct capture_verified_list_in verified_in = { .case_id = case_id };
	const struct capture_mark_list_in marks_in = { .case_id = case_id };
	struct capture_finger_list_rows images;
	struct finger_exception_list_rows excepts;
	struct capture_verified_list_rows verified;
	struct capture_mark_list_rows marks;

	if (capture_finger_list(db, a, &images_in, &images, e) == -1 ||
	    finger_exception_list(db, a, &excepts_in, &excepts, e) == -1 ||
	    capture_verified_list(db, a, &verified_in, &verified, e) == -1 ||
	    capture_mark_list(db, a, &marks_in, &marks, e) == -1)
		return -1;
	*h = (struct hands){ 0 };
	for (size_t i = 0; i < images.n; i++)
		if (finger_valid((int)images.at[i].finger)) {
			h->image[images.at[i].finger] = images.at[i];
			h->captured |= 1u << images.at[i].finger;
		}
	for (size_t i = 0; i < excepts.n; i++)
		if (finger_valid((int)excepts.at[i].finger))
			h->except[excepts.at[i].finger] = excepts.at[i];
	/* what was excepted afterwards nobody is asked for */
	for (int f = 1; f <= FINGER_COUNT; f++)
		if (h->except[f].finger == f)
			h->captured &= ~(1u << f);
	for (size_t i = 0; i < verified.n; i++)
		if (finger_valid((int)verified.at[i].finger))
			h->verified[verified.at[i].finger] = verified.at[i].score;
	marks_read(&marks, h);
	return 0;
}

int
hands_verify_finger(const struct hands *h, bool right)
{
	return bio_verify_finger(right, h->captured);
}

bool
hands_closed(const struct hands *h, int finger)
{
	/* what the Kasi wants again is open until it was taken again */
	return (h->image[finger].finger == finger && !str_eq(h->image[finger].review, "ULANG")) || h->except[finger].finger == finger;
}

static bool
hand_closed(const struct hands *h, bool right)
{
	for (int f = right ? 1 : 6, last = f + 4; f <= last; f++)
		if (!hands_closed(h, f))
			return false;
	return true;
}

bool
hands_verified(const struct hands *h, bool right)
{
	int f = hands_verify_finger(h, right);

	if (f == 0)	/* nothing to verify, once it is known that there is nothing */
		return hand_closed(h, right);
	return h->verified[f] > 0 || h->left_out[right] != NULL;
}
