#include "page/come_back.h"

#include "base/fmt.h"
#include "base/str.h"

void
come_back_fields(const struct field_source *src, enum cause_place place, const struct casefile_get_row *row,
    struct view_field *ret_cause, struct view_field *ret_day)
{
	*ret_cause = field_choice(src, "sebab_tunda", FIELD_SELECT, cause_words(place), cause_labels(place), row->again_cause);
	ret_cause->required = true;
	*ret_day = field_day(src, "kembali", row->again_on);
	ret_day->required = true;
	ret_day->hint = "Hari pemohon diminta datang lagi.";
}

void
come_back_check(struct visit *v, const struct form_field *form, enum cause_place place, const char *cause,
    struct day on, struct form_result *r)
{
	if (!cause_fits(place, cause))
		form_add(r, form, "sebab_tunda", "Sebab penundaan belum dipilih. Pilih mengapa pemohon kembali lagi.");
	if (on.y == 0)
		form_add(r, form, "kembali", "Tanggal kembali belum diisi. Isi hari pemohon diminta datang lagi.");
	else if (day_cmp(on, v->today) < 0 || day_number(on) > day_number(v->today) + COME_BACK_MOST_DAYS)
		form_add(r, form, "kembali", "Tanggal kembali paling cepat hari ini dan paling lambat 90 hari lagi.");
}

int
come_back_note(struct change *c, const char *cause, struct day on, struct err *e)
{
	const struct casefile_set_again_in set = { .id = c->id, .day = on, .cause = cause };

	return casefile_set_again(c->db, &set, e) < 0 ? -1 : 0;
}

enum change_end
come_back_put_off(struct change *c, const char *cause, struct day on, struct err *e)
{
	enum change_end end = change_touch(c, "TUNDA_KEMBALI", cause, e);

	return end == CHANGE_DONE && come_back_note(c, cause, on, e) == -1 ? CHANGE_FAILED : end;
}

const char *
come_back_text(struct arena *a, const struct casefile_get_row *row)
{
	return row->again_on.y == 0 ? NULL : arena_printf(a, "Pemohon kembali %s: %s.",
	    fmt_weekday(&(struct fmt){ 0 }, row->again_on), cause_label(row->again_cause));
}
