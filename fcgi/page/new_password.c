#include "page/new_password.h"

#include "base/pwhash.h"
#include "base/str.h"
#include "sql/people.h"

#define FIELD_NEW	"kata_sandi_baru"
#define FIELD_AGAIN	"kata_sandi_ulang"

void
new_password_fields(const struct form_result *r, struct view_field *ret_password,
    struct view_field *ret_again)
{
	*ret_password = (struct view_field){ .kind = FIELD_PASSWORD, .name = FIELD_NEW,
	    .label = "Kata sandi baru", .required = true, .autocomplete = "new-password",
	    .error = r == NULL ? NULL : form_message(r, FIELD_NEW) };
	*ret_again = (struct view_field){ .kind = FIELD_PASSWORD, .name = FIELD_AGAIN,
	    .label = "Kata sandi baru, sekali lagi", .required = true, .autocomplete = "new-password",
	    .error = r == NULL ? NULL : form_message(r, FIELD_AGAIN) };
}

const char *
new_password_rules(struct visit *v, const char *word)
{
	const struct password_policy *p = password_policy(word);
	const char *kinds = p->kinds ? " dengan huruf besar, huruf kecil, angka, dan tanda baca" : "";
	const char *end = p->months == 0 ? "" : arena_printf(v->arena,
	    " Kata sandi diganti setiap %d bulan dan tidak memakai %d kata sandi terakhir.", p->months, p->history);

	return arena_printf(v->arena, "Minimal %d karakter%s. Semua huruf, spasi, dan tanda boleh dipakai dan boleh ditempel.%s",
	    p->least, kinds, end);
}

/* 1: one of those that may not come again; 0; -1. */
static int
used_before(struct visit *v, const struct new_password *n, const char *password)
{
	const struct password_policy *p = password_policy(n->policy);
	const struct people_old_list_in in = { .user = n->user, .most = p->history - 1 };	/* and the present one */
	struct people_old_list_rows old;

	if (p->history == 0)
		return 0;
	if (*n->now_hash != '\0' && pwhash_right(n->now_hash, password))
		return 1;
	if (people_old_list(v->db, v->arena, &in, &old, &v->err) == -1)
		return -1;
	for (size_t i = 0; i < old.n; i++)
		if (pwhash_right(old.at[i].hash, password))
			return 1;
	return 0;
}

int
new_password_read(struct visit *v, const struct new_password *n, const struct form_field *form,
    struct form_result *r, const char **ret_hash)
{
	const char *password = request_param(v->req, FIELD_NEW), *again = request_param(v->req, FIELD_AGAIN);
	const struct password_policy *policy = password_policy(n->policy);
	const struct password_person who = { .username = n->username, .name = n->name, .place = n->place };
	char *hash = arena_alloc(v->arena, PWHASH_SIZE);

	if (hash == NULL)
		return err_set(&v->err, ERR_FULL, 0, "arena");
	if (password == NULL || *password == '\0') {
		form_add(r, form, FIELD_NEW, "Kata sandi baru belum diisi.");
		return 0;
	}
	enum password_fault fault = password_check(policy, password, &who, v->site->common);
	if (fault != PASSWORD_GOOD)
		form_add(r, form, FIELD_NEW, password_fault_text(fault));
	else if (!str_eq(password, again))
		form_add(r, form, FIELD_AGAIN, "Kedua kata sandi baru tidak sama. Ketik ulang keduanya.");
	if (!r->ok)
		return 0;
	int used = used_before(v, n, password);
	if (used == -1)
		return -1;
	if (used == 1) {
		form_add(r, form, FIELD_NEW, "Kata sandi ini sudah pernah Anda pakai. Pilih yang lain.");
		return 0;
	}
	if (pwhash_make(password, hash, &v->err) == -1)
		return -1;
	*ret_hash = hash;
	return 1;
}

int
new_password_store(struct visit *v, const struct new_password *n, const char *hash)
{
	const struct people_password_in set = { .id = n->user, .hash = hash, .at = v->now };
	const struct people_old_add_in old = { .user = n->user, .hash = n->now_hash, .at = v->now };
	int history = password_policy(n->policy)->history;
	/* the present one is looked at too, and is in user */
	const struct people_old_prune_in prune = { .user = n->user, .keep = history > 0 ? history - 1 : 0 };

	if (people_password(v->db, &set, &v->err) < 0)
		return -1;
	if (history > 0 && *n->now_hash != '\0' && people_old_add(v->db, &old, &v->err) < 0)
		return -1;
	return people_old_prune(v->db, &prune, &v->err) < 0 ? -1 : 0;
}
