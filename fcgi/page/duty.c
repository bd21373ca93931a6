/* What the pages under /pelindungan-data share, and the clocks on every page. */
#include "page/duty.h"

#include "base/log.h"
#include "base/str.h"
#include "page/field.h"
#include "sql/incident.h"

bool
duty_place(const char *path)
{
	static const char *const places[] = { "/subjek-data", "/terdampak", "/insiden", "/dpia",
	    "/inventaris", "/retensi", NULL };

	for (size_t i = 0; places[i] != NULL; i++)
		if (str_starts(path, places[i]))
			return true;
	return false;
}

void
duty_crumb(struct visit *v, struct layout *l)
{
	visit_crumb(v, l, "/pelindungan-data", "Pelindungan Data");
}

struct view_due
duty_due(struct visit *v, struct utc begun)
{
	struct duty_clock c = duty_clock_of(begun, v->now);
	char text[96];

	return (struct view_due){ .begun_at = begun, .due_at = c.due_at, .late = c.left < 0,
		.text = arena_strdup(v->arena, duty_clock_text(text, sizeof text, &c)) };
}

const char *
duty_number(struct visit *v, int64_t no, int64_t year)
{
	return arena_printf(v->arena, "%lld/%lld", (long long)no, (long long)year);
}

struct view_field
duty_choice(const struct field_source *s, const char *name, const struct duty_words *w,
    const char *stored)
{
	return field_choice(s, name, FIELD_SELECT, w->words, w->labels, stored);
}

struct view_field
duty_time(const struct field_source *s, const char *name, struct utc stored, const char *hint)
{
	struct fmt day;
	int h = 0, m = 0, sec = 0;

	if (stored.us != 0)
		utc_clock_wib(stored, &h, &m, &sec);
	struct view_field f = field_text(s, name, stored.us == 0 ? "" :
	    arena_printf(s->arena, "%s %02d.%02d", fmt_short(&day, utc_day_wib(stored)), h, m));
	f.hint = hint;
	f.size = 20;
	f.maxlength = 20;
	return f;
}

int64_t
duty_skip(const struct visit *v)
{
	int64_t n = 0;

	(void)str_int(request_param(v->req, "mulai"), 0, INT32_MAX, &n);
	return n;
}

const char *
duty_part(struct visit *v, const char *path, int64_t n, bool there)
{
	return !there ? NULL : n == 0 ? path :
	    arena_printf(v->arena, "%s?mulai=%lld", path, (long long)n);
}

const char *
duty_question_text(struct visit *v, const struct affected_question *q, const char *user,
    const char *station)
{
	struct fmt from, to;

	if (q->backup_at.us != 0)
		return arena_printf(v->arena, "Semua yang tersimpan ketika cadangan dibuat, %s.",
		    fmt_when_long(&from, q->backup_at));
	const char *who = q->station != 0 ? arena_printf(v->arena, "Stasiun %s", station) :
	    q->user != 0 && *q->address != '\0' ?
	    arena_printf(v->arena, "Akun %s dari alamat %s", user, q->address) :
	    q->user != 0 ? arena_printf(v->arena, "Akun %s", user) :
	    *q->address != '\0' ? arena_printf(v->arena, "Alamat %s", q->address) : "Semua akun";
	return arena_printf(v->arena, "%s, %s sampai %s%s.", who, fmt_when(&from, q->from),
	    fmt_when(&to, q->to), q->lists ? ", termasuk yang mungkin tampil dalam daftar" : "");
}

static struct view_banner
incident_banner(struct visit *v, const struct duty_clocks_row *r)
{
	struct view_due due = duty_due(v, r->begun_at);
	const char *number = duty_number(v, r->no, r->year);

	return (struct view_banner){
		.tone = r->told ? TONE_WORK : due.late ? TONE_PROBLEM : TONE_WAIT,
		.text = r->told ? arena_printf(v->arena, "Insiden %s masih terbuka; pemberitahuan telah disampaikan.", number) :
		    arena_printf(v->arena, "Insiden %s: pemberitahuan tertulis paling lambat 3×24 jam, %s.", number, due.text),
		.href = arena_printf(v->arena, "/insiden/%lld", (long long)r->id), .link = "Buka insiden",
	};
}

static struct view_banner
request_banner(struct visit *v, const struct duty_clocks_row *r)
{
	struct view_due due = duty_due(v, r->begun_at);

	return (struct view_banner){
		.tone = due.late ? TONE_PROBLEM : TONE_WAIT,
		.text = arena_printf(v->arena, "%lld permintaan subjek data menunggu jawaban; tenggat terdekat %s.",
		    (long long)r->no, due.text),
		.href = "/subjek-data/permintaan", .link = "Lihat permintaan",
	};
}

size_t
duty_banners(struct visit *v, struct view_banner *at, size_t room)
{
	const struct duty_clocks_in in = { .office = v->who.office };
	struct duty_clocks_rows rows;
	struct err e = { 0 };
	size_t n = 0;

	if (v->db == NULL || !visit_has(v, DUTY_WRITERS))
		return 0;
	/* as in the rest of the frame: without it the page is still a page */
	if (duty_clocks(v->db, v->arena, &in, &rows, &e) == -1) {
		log_event(LOG_LEVEL_WARN, "duty clocks", "error", e.text, NULL);
		return 0;
	}
	for (size_t i = 0; i < rows.n && n < room; i++)
		if (str_eq(rows.at[i].what, "insiden"))
			at[n++] = incident_banner(v, &rows.at[i]);
		else if (visit_has(v, DUTY_LEADERS))
			at[n++] = request_banner(v, &rows.at[i]);
	return n;
}
