#include "step/capture_part.h"

#include "base/str.h"
#include "page/case_view.h"
#include "sql/capture.h"

const char *
enrolment_result_label(const char *word)
{
	return str_eq(word, "BERHASIL") ? "Berhasil" : str_eq(word, "MENYUSUL") ? "Menyusul" :
	    str_eq(word, "GAGAL") ? "Gagal" : str_eq(word, PART_EXCEPTED) ? "Pengecualian" : "";
}

enum tone
enrolment_result_tone(const char *word)
{
	return str_eq(word, "BERHASIL") || str_eq(word, PART_EXCEPTED) ? TONE_DONE :
	    str_eq(word, "GAGAL") ? TONE_PROBLEM : TONE_WAIT;
}

static struct view_part
picture(struct visit *v, int64_t id, const struct biometric_part_list_rows *rows, const char *kind, const char *label,
    const char *where)
{
	struct view_part p = { .label = label, .state = "Belum", .tone = TONE_WAIT, .href = case_href(v, id, where) };

	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->at[i].kind, kind)) {
			p.state = str_eq(rows->at[i].how, PART_EXCEPTED) ? "Pengecualian" :
			    rows->at[i].destroyed_at.us != 0 ? "Telah dimusnahkan" : "Tersimpan";
			p.tone = TONE_DONE;
		}
	return p;
}

const struct enrolment_list_row *
enrolment_newest(const struct enrolment_list_rows *rows, const char *part)
{
	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->at[i].part, part))
			return &rows->at[i];
	return NULL;
}

static struct view_part
official(struct visit *v, int64_t id, const struct enrolment_list_rows *rows, const char *part, const char *label)
{
	const struct enrolment_list_row *r = enrolment_newest(rows, part);
	const char *href = case_href(v, id, "hasil-resmi");

	if (r == NULL)
		return (struct view_part){ .label = label, .state = "Belum dicatat", .tone = TONE_WAIT, .href = href };
	const char *result = enrolment_result_label(r->result);
	return (struct view_part){ .label = label, .tone = enrolment_result_tone(r->result), .href = href,
	    .state = str_empty(r->siak) ? result : arena_printf(v->arena, "%s, %s", result, r->siak) };
}

int
capture_has_exception(struct visit *v, int64_t id, bool *ret_has)
{
	const struct finger_exception_list_in in = { .case_id = id };
	struct finger_exception_list_rows rows;

	*ret_has = false;
	if (finger_exception_list(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	*ret_has = rows.n > 0;
	return 0;
}

int
capture_parts(struct visit *v, const struct casefile_get_row *row, const struct capture_rules *rules,
    struct view_part_list *ret, const char **ret_official)
{
	const struct biometric_part_list_in pictures_in = { .case_id = row->id };
	const struct enrolment_list_in official_in = { .case_id = row->id };
	struct biometric_part_list_rows pictures;
	struct enrolment_list_rows results;
	struct view_part *at = ARENA_ARRAY(v->arena, 5, struct view_part);
	bool exception = false;
	size_t n = 0;

	if (at == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (biometric_part_list(v->db, v->arena, &pictures_in, &pictures, &v->err) == -1 ||
	    enrolment_list(v->db, v->arena, &official_in, &results, &v->err) == -1 ||
	    (rules->exception_photo && capture_has_exception(v, row->id, &exception) == -1))
		return -1;
	if (rules->photo)
		at[n++] = picture(v, row->id, &pictures, PART_FACE, "Pasfoto", "pasfoto");
	if (rules->signature)
		at[n++] = picture(v, row->id, &pictures, PART_SIGN, "Tanda tangan", "tanda-tangan");
	for (size_t i = 0; i < pictures.n; i++)
		exception = exception || str_eq(pictures.at[i].kind, PART_EXCEPTION);
	if (exception)
		at[n++] = picture(v, row->id, &pictures, PART_EXCEPTION, "Foto pengecualian", "foto-pengecualian");
	at[n++] = official(v, row->id, &results, "RESMI", "Perekaman resmi");
	at[n++] = official(v, row->id, &results, "IRIS", "Iris mata");
	*ret = (struct view_part_list){ at, n };
	const struct enrolment_list_row *noted = enrolment_newest(&results, "RESMI");
	*ret_official = noted == NULL ? "" : noted->result;
	return 0;
}
