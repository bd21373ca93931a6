#include "page/wordings.h"

#include "sql/wording.h"

int
wordings_read(struct visit *v, struct db *db, int64_t id, struct wordings *ret, int64_t *ret_id, int64_t *ret_version,
    struct err *e)
{
	const struct wording_get_in in = { .office = v->act.office, .id = id };
	struct wording_get_row r;
	int n = wording_get(db, v->arena, &in, &r, e);

	wordings_builtin(ret);
	*ret_id = *ret_version = 0;
	if (n != 1)
		return n;
	*ret = (struct wordings){ .at = {
		[WORDING_OPENING] = r.opening, [WORDING_GROUNDS] = r.grounds, [WORDING_PURPOSE] = r.purpose,
		[WORDING_FIRST] = r.first, [WORDING_AGE] = r.age, [WORDING_MARRIED] = r.married,
		[WORDING_WAS_MARRIED] = r.was_married, [WORDING_EARLY] = r.early, [WORDING_CLOSING] = r.closing,
		[WORDING_RECORDED] = r.recorded,
	} };
	ret->mark = wordings_mark(v->arena, r.version, ret);
	if (*r.recorded == '\0')
		ret->at[WORDING_RECORDED] = wording_builtin(WORDING_RECORDED);
	*ret_id = r.id;
	*ret_version = r.version;
	return 0;
}

struct doc_recommendation
wordings_specimen(struct visit *v, const char *media, const struct doc_office *o, const struct wordings *w,
    enum recommendation_ground ground, bool wide)
{
	return (struct doc_recommendation){
		.page = { .fonts = v->site->fonts, .media = media, .made = v->now },
		.office = *o,
		.signer = { .form = wide ? "AN_UB" : "LANGSUNG", .name = "NAMA PEJABAT CONTOH, S.STP.", .nip = "00000000 000000 0 000",
		    .rank = "Pembina (IV/a)", .title = wide ? "Kepala Seksi Pelayanan dan Perizinan" : "Camat Contoh" },
		.number = "000.0.0.0/0/CONTOH/0000", .day = v->today,
		.intro_number = "000.0.0.0/00/CONTOH/0000", .intro_day = v->today, .form_name = "",
		.agenda_no = 9999, .agenda_day = v->today,
		.name = wide ? "CONTOH WAHYUNINGTYAS WIDYAWATI MAHAMERU WIJAYAKUSUMAWARDHANI" : "CONTOH NAMA PEMOHON",
		.nik = "0000000000000000", .kk = "0000000000000000", .birth_place = "CONTOH",
		.birth_day = { (int16_t)(v->today.y - (ground == GROUND_AGE ? 17 : 16)), 1, 1 }, .sex = "PEREMPUAN",
		.blood = "O", .religion = "ISLAM", .marital = ground == GROUND_MARRIED ? "KAWIN TERCATAT" :
		    ground == GROUND_WAS_MARRIED ? "CERAI HIDUP" : "BELUM KAWIN", .job = "PELAJAR/MAHASISWA", .citizenship = "WNI",
		.address = wide ? "DUSUN CONTOH KRAJAN TENGAH, JALAN PANTAI SELATAN NOMOR 123 BLOK W" : "DUSUN CONTOH",
		.rt = "001", .rw = "001", .village_kind = "Desa", .village = "CONTOH", .ground = ground, .code = "",
		.words = w,
	};
}
