#include "admin/office.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "admin/job.h"
#include "base/str.h"
#include "sop/number.h"
#include "sql/user_admin.h"
#include "store/audit.h"

/* What may be set: one row each; the region's code is what everything else hangs on. */
struct setting {
	const char	*key;
	enum { TEXT, NUMBER, CHOICE } type;
	int		 lo, hi;	/* characters; a number's bounds; lo 1: a choice may be none, '' */
	size_t		 at;		/* in struct admin_office_put_in */
	const char	*choices;	/* "TINTA ELEKTRONIK" */
};

#define AT(key)		offsetof(struct admin_office_put_in, key)
#define T(key, lo, hi)	{ #key, TEXT, lo, hi, AT(key), NULL }
#define N(key, lo, hi)	{ #key, NUMBER, lo, hi, AT(key), NULL }
#define C(key, words)	{ #key, CHOICE, 0, 0, AT(key), words }
#define C_OR_NONE(key, words)	{ #key, CHOICE, 1, 0, AT(key), words }

static const struct setting setting[] = {
	T(name, 1, 100), T(government, 1, 100), T(agency_code, 1, 20), T(place, 1, 60),
	T(regency, 1, 60), T(province, 1, 60), T(address, 1, 200), T(phone, 0, 40),
	T(email, 0, 100), T(website, 0, 100),
	C(sign_mode, "TINTA ELEKTRONIK"), T(letter_class, 1, 20), N(letter_copies, 1, 5),
	C(paper, "iso_a4_210x297mm om_folio_210x330mm jis_exec_216x330mm"), N(draft_days, 1, 90),
	C(password_policy, "NIST BSSN"), N(idle_minutes, 1, 60), C(same_person, "BLOKIR ALASAN"),
	N(receipt, 0, 1), C_OR_NONE(receipt_paper, "iso_a5_148x210mm om_roll_80x297mm"),
	C(number_source, "SENDIRI BLOK KETIK"), N(record_first, 0, 1),
	N(expiry_days, 7, 730), N(warn_days, 0, 90), N(public_status, 0, 1), N(scans, 0, 1),
	T(agenda_format, 1, 40), T(letter_format, 1, 60),
};
#define SETTINGS	(sizeof setting / sizeof setting[0])

static const char **
text_at(struct admin_office_put_in *o, const struct setting *s)
{
	return (const char **)((char *)o + s->at);
}

static int64_t *
number_at(struct admin_office_put_in *o, const struct setting *s)
{
	return (int64_t *)((char *)o + s->at);
}

static const char *
value_of(struct job *j, struct admin_office_put_in *o, const struct setting *s)
{
	return s->type == NUMBER ? arena_printf(j->arena, "%lld", (long long)*number_at(o, s)) :
	    *text_at(o, s);
}

/* The row, locked where there is a transaction. */
static int
get(struct job *j, struct admin_office_put_in *ret, const char **ret_region, struct err *e)
{
	struct admin_office_lock_in in = { .id = j->act.office };
	struct admin_office_lock_row r;

	if (admin_office_lock(j->db, j->arena, &in, &r, e) != 1)
		return -1;
	*ret_region = r.region_code;
	*ret = (struct admin_office_put_in){
		.id = j->act.office, .agency_code = r.agency_code, .government = r.government,
		.name = r.name, .place = r.place, .regency = r.regency, .province = r.province,
		.address = r.address, .phone = r.phone, .email = r.email, .website = r.website,
		.sign_mode = r.sign_mode, .letter_class = r.letter_class,
		.letter_copies = r.letter_copies, .paper = r.paper, .draft_days = r.draft_days,
		.password_policy = r.password_policy, .idle_minutes = r.idle_minutes,
		.same_person = r.same_person, .receipt = r.receipt, .receipt_paper = r.receipt_paper, .number_source = r.number_source,
		.record_first = r.record_first, .expiry_days = r.expiry_days, .warn_days = r.warn_days, .public_status = r.public_status,
		.scans = r.scans, .agenda_format = r.agenda_format, .letter_format = r.letter_format,
	};
	return 0;
}

static int
list(struct job *j, int argc, char **argv, struct err *e)
{
	struct admin_office_list_rows rows;
	(void)argc, (void)argv;

	if (admin_office_list(j->db, j->arena, &rows, e) == -1)
		return -1;
	for (size_t i = 0; i < rows.n; i++)
		printf("%s %-40s %lld active accounts\n", rows.at[i].region_code, rows.at[i].name,
		    (long long)rows.at[i].users);
	return 0;
}

static int
show(struct job *j, int argc, char **argv, struct err *e)
{
	struct admin_office_put_in o;
	const char *region;
	(void)argc, (void)argv;

	if (get(j, &o, &region, e) == -1)
		return -1;
	printf("%-16s %s\n", "region_code", region);
	for (size_t i = 0; i < SETTINGS; i++)
		printf("%-16s %s\n", setting[i].key, value_of(j, &o, &setting[i]));
	return 0;
}

static const struct setting *
setting_by_key(const char *key)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (str_eq(setting[i].key, key))
			return &setting[i];
	return NULL;
}

static bool
printable(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static int
put(struct admin_office_put_in *o, const struct setting *s, const char *value, struct err *e)
{
	size_t n;

	switch (s->type) {
	case NUMBER:
		if (!str_int(value, s->lo, s->hi, number_at(o, s)))
			return err_set(e, ERR_INPUT, 0, "%s is a number from %d to %d", s->key, s->lo, s->hi);
		return 0;
	case CHOICE:
		if (!str_listed(s->choices, value) && (s->lo == 0 || !str_empty(value)))
			return err_set(e, ERR_INPUT, 0, "%s is one of: %s%s", s->key, s->choices,
			    s->lo == 0 ? "" : ", or ''");
		break;
	case TEXT:
		n = str_utf8_valid(value, strlen(value)) ? str_utf8_len(value) : SIZE_MAX;
		if (n < (size_t)s->lo || n > (size_t)s->hi || !printable(value) || (s->lo > 0 && str_empty(value)))
			return err_set(e, ERR_INPUT, 0, "%s is a text of %d to %d characters", s->key, s->lo, s->hi);
		if ((str_eq(s->key, "agenda_format") && number_format_trouble(value, false) != NULL) ||
		    (str_eq(s->key, "letter_format") && number_format_trouble(value, true) != NULL))
			return err_set(e, ERR_INPUT, 0, "%s has {nomor} and {tahun} once each, apart from other digits (sop/number.h)", s->key);
	}
	*text_at(o, s) = value;
	return 0;
}

static int
set(struct job *j, int argc, char **argv, struct err *e)
{
	const struct setting *s = setting_by_key(argv[0]);
	struct admin_office_put_in o;
	const char *region, *was;
	(void)argc;

	if (s == NULL)
		return err_set(e, ERR_INPUT, 0, str_eq(argv[0], "region_code") ?
		    "region_code names the office and is never changed" :
		    "there is no setting '%s' (rekamctl office show lists them)", argv[0]);
	if (db_begin(j->db, e) == -1 || get(j, &o, &region, e) == -1)
		return -1;
	was = value_of(j, &o, s);
	if (put(&o, s, argv[1], e) == -1)
		return -1;
	if (admin_office_put(j->db, &o, e) != 1 || audit_write(j->db, &j->act, "PENGATURAN",
	    arena_printf(j->arena, "office/%lld", (long long)j->act.office),
	    arena_printf(j->arena, "%s: %.80s menjadi %.80s", s->key, was, argv[1]), e) == -1 ||
	    db_commit(j->db, e) == -1)
		return -1;
	printf("%s %s\n", s->key, argv[1]);
	return 0;
}

int
ctl_office(const struct ctl *c, int argc, char **argv, struct err *e)
{
	static const struct job_verb verb[] = {
		{ "list", 0, 0, list }, { "show", 0, 0, show }, { "set", 2, 2, set }, { NULL, 0, 0, NULL },
	};

	return job_run(c, verb, argc, argv, e);
}
