/* /pelindungan-data and its tables: places, assessment of impact, inventory, retention. */
#include "base/str.h"
#include "page/destruction.h"
#include "page/duty.h"
#include "page/page.h"
#include "sql/incident.h"
#include "sql/office.h"
#include "tpl.h"

/* Classes from the least to the most sensitive, as in inventory_classes. */
static const struct { const char *class, *meaning; } classes[] = {
	{ "teknis", "tanpa data orang" },
	{ "umum", "keterangan kantor yang boleh diketahui siapa saja" },
	{ "pribadi", "data pribadi yang bersifat umum" },
	{ "rahasia", "kunci, sandi, dan tanda sesi" },
	{ "spesifik", "data pribadi yang bersifat spesifik" },
};
enum { CLASSES = sizeof classes / sizeof *classes };

static size_t
rank(const char *class)
{
	size_t i = 0;

	while (i < CLASSES - 1 && !str_eq(classes[i].class, class))
		i++;
	return i;
}

/* Lines of the table whose `*` line is at i, as far as they stand together. */
static struct view_inventory_table
table(struct visit *v, const struct inventory *inv, size_t i, struct view_inventory_line *lines)
{
	const struct inventory_line *head = &inv->at[i];
	struct view_inventory_table t = { .name = head->table, .purpose = head->purpose,
		.class = head->class, .retention = head->retention, .readers = head->readers,
		.anchor = arena_printf(v->arena, "t-%s", head->table) };
	size_t n = 0;

	for (size_t k = 0; k < inv->n; k++) {
		const struct inventory_line *l = &inv->at[k];
		if (k == i || !str_eq(l->table, head->table))
			continue;
		lines[n++] = (struct view_inventory_line){ l->column, l->class, l->purpose,
			l->retention, l->readers };
		if (rank(l->class) > rank(t.class))
			t.class = l->class;
	}
	t.lines = (struct view_inventory_lines){ lines, n };
	if (inventory_is_file(head))
		t.name = head->table + sizeof INVENTORY_FILE_PREFIX - 1;
	return t;
}

static struct view_class_counts
counts(struct visit *v, const struct inventory *inv)
{
	struct view_class_count *at = ARENA_ARRAY(v->arena, CLASSES, struct view_class_count);

	if (at == NULL)
		return (struct view_class_counts){ 0 };
	for (size_t i = 0; i < CLASSES; i++)
		at[i] = (struct view_class_count){ classes[i].class, classes[i].meaning, 0 };
	for (size_t i = 0; i < inv->n; i++)
		if (!str_eq(inv->at[i].column, "*") || inventory_is_file(&inv->at[i]))
			at[rank(inv->at[i].class)].n++;
	return (struct view_class_counts){ at, CLASSES };
}

int
duty_inventory(struct visit *v, struct view_inventory_tables *ret_tables,
    struct view_inventory_tables *ret_files, struct view_class_counts *ret_counts,
    struct inventory *ret)
{
	struct inventory inv;
	size_t nt = 0, nf = 0, used = 0;

	if (inventory_read(v->arena, &inv, &v->err) == -1)
		return -1;
	struct view_inventory_table *t = ARENA_ARRAY(v->arena, inv.n, struct view_inventory_table);
	struct view_inventory_table *f = ARENA_ARRAY(v->arena, inv.n, struct view_inventory_table);
	struct view_inventory_line *lines = ARENA_ARRAY(v->arena, inv.n, struct view_inventory_line);
	if (t == NULL || f == NULL || lines == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	for (size_t i = 0; i < inv.n; i++) {
		if (!str_eq(inv.at[i].column, "*"))
			continue;
		struct view_inventory_table one = table(v, &inv, i, lines + used);
		used += one.lines.n;
		if (inventory_is_file(&inv.at[i]))
			f[nf++] = one;
		else
			t[nt++] = one;
	}
	*ret_tables = (struct view_inventory_tables){ t, nt };
	*ret_files = (struct view_inventory_tables){ f, nf };
	*ret_counts = counts(v, &inv);
	*ret = inv;
	return 0;
}

int
duty_retention(struct visit *v, struct view_retention_rows *ret)
{
	struct retention_list_rows rows;

	if (retention_list(v->db, v->arena, &rows, &v->err) == -1)
		return -1;
	struct view_retention_row *at = ARENA_ARRAY(v->arena, rows.n, struct view_retention_row);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		at[i] = (struct view_retention_row){ rows.at[i].label, rows.at[i].covers, rows.at[i].rule,
			rows.at[i].basis, rows.at[i].days };
	*ret = (struct view_retention_rows){ at, at == NULL ? 0 : rows.n };
	return 0;
}

/* What waits in a place, from the clocks that run. */
static void
clocks(struct visit *v, const struct duty_clocks_rows *rows, struct view_place *requests,
    struct view_place *incidents)
{
	int64_t open = 0;
	const char *nearest = NULL;

	for (size_t i = 0; i < rows->n; i++) {
		const struct duty_clocks_row *r = &rows->at[i];
		struct view_due due = duty_due(v, r->begun_at);
		if (str_eq(r->what, "permintaan")) {
			requests->state = arena_printf(v->arena, "%lld menunggu jawaban, %s", (long long)r->no, due.text);
			requests->tone = due.late ? TONE_PROBLEM : TONE_WAIT;
			continue;
		}
		open++;
		if (!r->told && nearest == NULL) {
			nearest = due.text;
			incidents->tone = due.late ? TONE_PROBLEM : TONE_WAIT;
		}
	}
	if (open > 0)
		incidents->state = nearest == NULL ? arena_printf(v->arena, "%lld terbuka", (long long)open) :
		    arena_printf(v->arena, "%lld terbuka, %s", (long long)open, nearest);
}

void
privacy_get(struct visit *v)
{
	enum { REQUESTS = 1, INCIDENTS = 3, DESTRUCTION = 7 };
	struct { struct view_place place; role_set may; } all[] = {
		{ { "/subjek-data", "Data seseorang", "Salinan seluruh data satu orang beserta siapa yang melihat atau mengubahnya.", NULL, TONE_OFF }, DUTY_LEADERS },
		{ { "/subjek-data/permintaan", "Permintaan subjek data", "Register permintaan akses, perbaikan, penghapusan, dan penundaan, dengan tenggat 3×24 jam.", NULL, TONE_OFF }, DUTY_LEADERS },
		{ { "/terdampak", "Siapa yang terdampak", "Daftar orang menurut akun, alamat, stasiun, atau cadangan yang hilang.", NULL, TONE_OFF }, DUTY_LEADERS },
		{ { "/insiden", "Register insiden", "Kegagalan pelindungan data: langkah, pemberitahuan tertulis, dan penutupan.", NULL, TONE_OFF }, ROLE_ANY },
		{ { "/dpia", "Penilaian dampak", "Naskah penilaian dampak dengan keadaan kantor dan langkah sistem ini, untuk diputuskan dan dicetak.", NULL, TONE_OFF }, ROLE_ANY },
		{ { "/inventaris", "Inventaris data", "Setiap kolom dan jenis berkas dengan kelas, tujuan, retensi, dan pembacanya.", NULL, TONE_OFF }, ROLE_ANY },
		{ { "/retensi", "Retensi", "Lama penyimpanan setiap kelas arsip.", NULL, TONE_OFF }, ROLE_ANY },
		{ { "/retensi/pemusnahan", "Pemusnahan rekaman biometrik", "Gambar tersegel yang melewati masa simpan, dan kunci ekspor bulannya.", NULL, TONE_OFF }, ROLE_ANY },
	};
	enum { PLACES = sizeof all / sizeof *all };
	const struct duty_clocks_in in = { .office = v->who.office };
	struct privacy_page p = { .layout = visit_layout(v, "Pelindungan Data") };
	struct view_place *at = ARENA_ARRAY(v->arena, PLACES, struct view_place);
	struct duty_clocks_rows rows;
	int due = destruction_waiting(v);
	size_t n = 0;

	if (duty_clocks(v->db, v->arena, &in, &rows, &v->err) == -1) {
		visit_failed(v);
		return;
	}
	clocks(v, &rows, &all[REQUESTS].place, &all[INCIDENTS].place);
	if (due == -1) {
		visit_failed(v);
		return;
	}
	if (due > 0) {
		all[DESTRUCTION].place.state = arena_printf(v->arena, "%d permohonan melewati masa simpan", due);
		all[DESTRUCTION].place.tone = TONE_WAIT;
	}
	for (size_t i = 0; at != NULL && i < PLACES; i++)
		if (visit_has(v, all[i].may))
			at[n++] = all[i].place;
	p.places = (struct view_place_list){ at, n };
	tpl_page_privacy(visit_page(v, 200), &p);
}

void
retention_get(struct visit *v)
{
	struct retention_page p = { .layout = visit_layout(v, "Retensi") };

	if (duty_retention(v, &p.rows) == -1) {
		visit_failed(v);
		return;
	}
	duty_crumb(v, &p.layout);
	tpl_page_retention(visit_page(v, 200), &p);
}

void
inventory_get(struct visit *v)
{
	const struct dpia_facts_in in = { .office = v->who.office };
	struct inventory_page p = { .layout = visit_layout(v, "Inventaris data") };
	struct dpia_facts_row facts;
	struct inventory inv;

	if (duty_inventory(v, &p.tables, &p.files, &p.counts, &inv) == -1 ||
	    dpia_facts(v->db, v->arena, &in, &facts, &v->err) != 1) {
		visit_failed(v);
		return;
	}
	p.reviewed = inv.reviewed;
	p.schema = inv.schema;
	p.schema_now = facts.schema_version;
	p.stale = p.schema_now > p.schema;
	duty_crumb(v, &p.layout);
	tpl_page_inventory(visit_page(v, 200), &p);
}

void
dpia_get(struct visit *v)
{
	const struct dpia_facts_in in = { .office = v->who.office };
	const struct office_get_in where = { .id = v->who.office };
	const struct notice_address_get_in to_in = { .office = v->who.office };
	const struct sop_current_in sop_in = { .office = v->who.office, .today = v->today };
	struct notice_address_get_row to = { 0 };
	struct sop_current_row sop = { 0 };
	struct office_get_row o;
	struct dpia_facts_row f;
	struct inventory inv;
	struct dpia_page p = { .layout = visit_layout(v, "Penilaian dampak") };

	if (office_get(v->db, v->arena, &where, &o, &v->err) != 1 ||
	    dpia_facts(v->db, v->arena, &in, &f, &v->err) != 1 ||
	    notice_address_get(v->db, v->arena, &to_in, &to, &v->err) == -1 ||
	    sop_current(v->db, v->arena, &sop_in, &sop, &v->err) == -1 ||
	    duty_inventory(v, &p.tables, &p.files, &p.counts, &inv) == -1 ||
	    duty_retention(v, &p.retention) == -1) {
		visit_failed(v);
		return;
	}
	p.office = o.name, p.government = o.government, p.address = o.address;
	p.region_code = o.region_code, p.today = v->today;
	p.sop = sop.number == NULL ? NULL : arena_printf(v->arena, "%s, nomor %s", sop.title, sop.number);
	p.reviewed = inv.reviewed, p.schema = inv.schema, p.schema_now = f.schema_version;
	p.stale = p.schema_now > p.schema;
	p.cases = f.cases, p.persons = f.persons, p.minors = f.minors, p.images = f.images;
	p.exceptions = f.exceptions, p.users = f.users, p.stations = f.stations, p.traces = f.traces;
	p.electronic = str_eq(f.sign_mode, "ELEKTRONIK");
	p.same_person_blocked = str_eq(f.same_person, "BLOKIR");
	p.policy_bssn = str_eq(f.password_policy, "BSSN");
	p.idle_minutes = f.idle_minutes;
	p.contact = to.contact, p.contact_way = to.contact_way;
	duty_crumb(v, &p.layout);
	tpl_page_dpia(visit_page(v, 200), &p);
}
