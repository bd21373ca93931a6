#include "page/parts.h"

#include "base/conf.h"
#include "base/str.h"
#include "sop/print_job.h"
#include "sql/print_queue.h"

struct view_part
parts_printer(const struct print_printers_row *r)
{
	enum print_reason why = print_reason_by_keywords(r->state_reason);
	bool trouble = str_eq(r->state, "stopped") || str_eq(r->state, "away");
	struct view_part p = { .label = r->label, .at = r->state_at, .href = "/printer" };

	p.tone = trouble ? TONE_PROBLEM : str_eq(r->state, "unknown") ? TONE_OFF :
	    str_eq(r->state, "printing") ? TONE_WORK : TONE_DONE;
	p.state = trouble ? "Tidak tersedia" : str_eq(r->state, "printing") ? "Sedang mencetak" :
	    str_eq(r->state, "unknown") ? "Belum diketahui" : "Siap";
	if (why != PRINT_REASON_NONE && why != PRINT_REASON__MAX) {
		p.state = print_reason_text(why);
		p.tone = TONE_PROBLEM;
	}
	return p;
}

static int
printers(struct visit *v, size_t spare, struct view_part **ret_at, size_t *ret_n)
{
	const struct print_printers_in in = { .office = v->who.office };
	struct print_printers_rows rows;
	size_t n = 0;

	if (print_printers(v->db, v->arena, &in, &rows, &v->err) == -1)
		return -1;
	struct view_part *at = ARENA_ARRAY(v->arena, rows.n + spare, struct view_part);
	for (size_t i = 0; at != NULL && i < rows.n; i++)
		if (rows.at[i].active)
			at[n++] = parts_printer(&rows.at[i]);
	*ret_at = at;
	*ret_n = n;
	return at == NULL ? err_set(&v->err, ERR_FULL, 0, "arena") : 0;
}

int
parts_printers(struct visit *v, struct view_part_list *ret)
{
	struct view_part *at;
	size_t n;

	if (printers(v, 0, &at, &n) == -1)
		return -1;
	*ret = (struct view_part_list){ at, n };
	return 0;
}

/* How the last backup went, from the file that rekamctl backup leaves (admin/backup.h). */
static struct view_part
backup(struct visit *v)
{
	struct view_part p = { .label = "Cadangan data", .href = "/bantuan#cadangan" };
	struct conf *c = conf_read(arena_printf(v->arena, "%s/terakhir.ini", v->site->backup), NULL);
	bool known = c != NULL && conf_str(c, "terakhir", "at", NULL) != NULL;
	bool ok = known && conf_int(c, "terakhir", "ok", 0) == 1;

	if (known)
		p.at.us = conf_int(c, "berhasil", "us", 0);
	conf_free(c);
	bool old = v->now.us - p.at.us > 26 * INT64_C(3600) * 1000000;
	p.tone = !known ? TONE_WAIT : !ok || old ? TONE_PROBLEM : TONE_DONE;
	p.state = !known ? "Belum pernah dicadangkan" :
	    !ok ? "Pencadangan gagal. Hubungi administrator. Yang terakhir berhasil" :
	    old ? "Pencadangan terakhir lebih dari satu hari yang lalu" :
	    "Pencadangan terakhir berhasil";
	if (known && !ok && p.at.us == 0)
		p.state = "Pencadangan gagal. Hubungi administrator.";
	return p;
}

int
parts_read(struct visit *v, struct view_part_list *ret)
{
	struct view_part *at;
	size_t n;

	if (printers(v, 1, &at, &n) == -1)
		return -1;
	at[n++] = backup(v);
	*ret = (struct view_part_list){ at, n };
	return 0;
}
