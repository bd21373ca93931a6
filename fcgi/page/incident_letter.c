/* Written notices of an incident, made from what is stored (UU 27/2022 Ps. 46; BSSN 1/2024 Ps. 15). */
#include "base/str.h"
#include "page/incident_view.h"
#include "page/page.h"
#include "sql/office.h"
#include "store/audit.h"
#include "tpl.h"

enum { LETTERS = 25 };

static const char basis_person[] =
    "Dengan ini diberitahukan, sesuai dengan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bahwa telah terjadi kegagalan pelindungan terhadap data pribadi Saudara yang disimpan di kantor ini, dengan keterangan sebagai berikut.";
static const char basis_agency[] =
    "Dengan ini diberitahukan, sesuai dengan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bahwa telah terjadi kegagalan pelindungan data pribadi di kantor ini, dengan keterangan sebagai berikut.";
static const char basis_csirt[] =
    "Dengan ini dilaporkan, sesuai dengan Pasal 15 Peraturan Badan Siber dan Sandi Negara Nomor 1 Tahun 2024, insiden siber di kantor ini, dengan keterangan sebagai berikut.";

/* What was done, line by line, for the chronology. */
static const char *
chronology(struct visit *v, const struct incident_known *k)
{
	const char *s = NULL;

	for (size_t i = 0; i < k->entries.n; i++) {
		const struct incident_entries_row *e = &k->entries.at[i];
		struct fmt at;
		if (duty_entry(e->kind) == ENTRY_CLOSE)
			continue;
		const char *line = arena_printf(v->arena, "%s: %s. %s", fmt_when(&at, e->at),
		    duty_label(&duty_entry_kind, e->kind), e->text);
		s = s == NULL ? line : arena_printf(v->arena, "%s\n%s", s, line);
	}
	return s;
}

static bool
fill(struct visit *v, const struct incident_known *k, bool csirt, struct incident_letter_page *p,
    struct notice_address_get_row *to)
{
	const struct office_get_in office_in = { .id = v->who.office };
	const struct notice_address_get_in to_in = { .office = v->who.office };
	struct office_get_row o;
	struct fmt title;

	*to = (struct notice_address_get_row){ 0 };
	if (office_get(v->db, v->arena, &office_in, &o, &v->err) != 1 ||
	    notice_address_get(v->db, v->arena, &to_in, to, &v->err) == -1) {
		visit_failed(v);
		return false;
	}
	*p = (struct incident_letter_page){
		.government = o.government, .office = o.name, .place = o.place, .today = v->today,
		.address = str_empty(o.phone) ? o.address : arena_printf(v->arena, "%s Telepon %s", o.address, o.phone),
		.number = duty_number(v, k->row.no, k->row.year),
		.heading = csirt ? "Laporan Insiden Siber" : "Pemberitahuan Kegagalan Pelindungan Data Pribadi",
		.kind = duty_label(&duty_incident_kind, k->row.kind),
		.classes = incident_classes(v, k->row.classes), .csirt = csirt,
		.discovered_at = k->row.discovered_at, .event = k->last[ENTRY_EVENT],
		.data = k->last[ENTRY_DATA], .when = k->last[ENTRY_WHEN], .repair = k->last[ENTRY_REPAIR],
		.impact = k->last[ENTRY_IMPACT], .contact = to->contact, .contact_way = to->contact_way,
		.missing = incident_missing(v, k, to, csirt),
	};
	if (str_empty(to->contact))
		p->contact = arena_printf(v->arena, "%s, %s", fmt_title(&title, o.name), o.address);
	/* the largest list: lists of one incident may overlap */
	for (size_t i = 0; i < k->scopes.n; i++)
		if (k->scopes.at[i].persons > p->persons)
			p->persons = k->scopes.at[i].persons;
	p->layout = visit_layout(v, arena_printf(v->arena, "%s %s", p->heading, p->number));
	visit_crumb(v, &p->layout, arena_printf(v->arena, "/insiden/%lld", (long long)k->row.id),
	    arena_printf(v->arena, "Insiden %s", p->number));
	return true;
}

/* /insiden/{id}/surat/lembaga and /surat/csirt: no person's data in them */
void
incident_letter_get(struct visit *v)
{
	const char *word = v->match.arg[1].word;
	bool csirt = str_eq(word, "csirt");
	struct notice_address_get_row to;
	struct incident_letter_page p;
	struct incident_known k;

	if (!csirt && !str_eq(word, "lembaga")) {
		visit_error(v, 404);
		return;
	}
	if (!incident_load(v, &k) || !fill(v, &k, csirt, &p, &to))
		return;
	const struct view_letter letter = { .to = csirt ? to.csirt : to.agency,
	    .to_address = csirt ? to.csirt_address : to.agency_address };
	p.basis = csirt ? basis_csirt : basis_agency;
	p.agency = !csirt;
	p.chronology = csirt ? chronology(v, &k) : NULL;
	p.copy_to = csirt || str_empty(to.csirt) ? NULL : to.csirt;
	p.letters = (struct view_letter_list){ &letter, 1 };
	tpl_page_incident_letter(visit_page(v, 200), &p);
}

/* /insiden/{id}/surat-subjek: one letter for each person of the newest list, some at a time */
void
incident_letter_subject_get(struct visit *v)
{
	struct notice_address_get_row to;
	struct incident_letter_page p;
	struct incident_known k;
	struct affected rows = { 0 };
	int64_t skip = duty_skip(v);

	if (!incident_load(v, &k) || !fill(v, &k, false, &p, &to))
		return;
	if (k.scopes.n > 0) {
		const struct affected_question q = incident_question(v, &k.scopes.at[k.scopes.n - 1]);
		if (audit_look(v->db, v->arena, &v->act, "LIHAT_TERDAMPAK", arena_printf(v->arena,
		    "insiden/%lld", (long long)k.row.id), &v->err) == -1 ||
		    affected_load(v->db, v->arena, &q, skip, LETTERS, &rows, &v->err) == -1) {
			visit_failed(v);
			return;
		}
	}
	struct view_letter *at = ARENA_ARRAY(v->arena, rows.n, struct view_letter);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_letter){ .name = rows.at[i].name, .nik = rows.at[i].nik,
			.village = rows.at[i].village };
	p.basis = basis_person;
	p.letters = (struct view_letter_list){ at, at == NULL ? 0 : rows.n };
	p.total = rows.total;
	p.from_row = skip + 1;
	p.to_row = skip + (int64_t)rows.n;
	p.next = duty_part(v, v->req->path, p.to_row, p.to_row < p.total);
	p.first = duty_part(v, v->req->path, 0, skip > 0);
	tpl_page_incident_letter(visit_page(v, 200), &p);
}
