#include "store/people.h"

#include <sodium.h>
#include <string.h>

#include "base/rnd.h"
#include "base/str.h"
#include "sql/people.h"
#include "store/audit.h"

#define DAY_US		(24 * 3600 * INT64_C(1000000))
#define HASH_BYTES	32

/* Without I L O U, which are misread or make words. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { CODE_LETTERS = 20, CODE_GROUP = 5 };

static void
code_hash(const char *letters, uint8_t ret_hash[HASH_BYTES])
{
	(void)crypto_generichash(ret_hash, HASH_BYTES, (const uint8_t *)letters, strlen(letters), NULL, 0);
}

static void
code_make(char ret_code[PEOPLE_CODE_SIZE], uint8_t ret_hash[HASH_BYTES])
{
	uint8_t random[CODE_LETTERS];
	char letters[CODE_LETTERS + 1] = "";
	char *to = ret_code;

	rnd_bytes(random, sizeof random);
	for (size_t i = 0; i < CODE_LETTERS; i++) {
		letters[i] = alphabet[random[i] & 31];
		if (i > 0 && i % CODE_GROUP == 0)
			*to++ = '-';
		*to++ = letters[i];
	}
	*to = '\0';
	code_hash(letters, ret_hash);
	sodium_memzero(letters, sizeof letters);
}

bool
people_code_right(struct bytes hash, const char *typed)
{
	char letters[CODE_LETTERS + 1];
	uint8_t mine[HASH_BYTES];
	size_t n = 0;

	for (const char *s = typed == NULL ? "" : typed; *s != '\0'; s++) {
		char c = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (c == '-' || c == ' ')
			continue;
		if (strchr(alphabet, c) == NULL || n == CODE_LETTERS)
			return false;
		letters[n++] = c;
	}
	letters[n] = '\0';
	code_hash(letters, mine);
	bool right = n == CODE_LETTERS && hash.n == HASH_BYTES &&
	    sodium_memcmp(mine, hash.p, HASH_BYTES) == 0;
	sodium_memzero(letters, sizeof letters);
	return right;
}

const char *
people_end_text(enum people_end end)
{
	switch (end) {
	case PEOPLE_NOT_FOUND: return "Pengguna itu tidak ada di kantor ini.";
	case PEOPLE_STALE: return "Akun ini sudah diubah orang lain. Muat ulang halaman, lalu ubah kembali.";
	case PEOPLE_TAKEN: return "Nama pengguna itu sudah dipakai. Pilih nama lain.";
	case PEOPLE_LAST_ADMIN: return "Ini administrator terakhir kantor. Beri dahulu peran administrator kepada orang lain.";
	case PEOPLE_NO_ROLE: return "Pilih paling sedikit satu peran.";
	case PEOPLE_NEEDS_END: return "Akun pemeriksa wajib memiliki nomor surat tugas dan tanggal berakhir.";
	case PEOPLE_BAD_NAME: return "Nama pengguna terdiri atas 2 sampai 40 huruf kecil, angka, titik, garis bawah, atau tanda hubung.";
	case PEOPLE_DONE:
	case PEOPLE_FAILED:
		break;
	}
	return "";
}

static bool
username_ok(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return n >= 2 && n <= 40 && s[n] == '\0';
}

static enum people_end
data_ok(const struct person_data *d)
{
	if (d->roles == 0 || (d->roles & ~ROLE_ANY) != 0)
		return PEOPLE_NO_ROLE;
	if ((d->roles & ROLE_BIT(PEMERIKSA)) != 0 && (d->valid_to.y == 0 || str_empty(d->assignment)))
		return PEOPLE_NEEDS_END;
	return PEOPLE_DONE;
}

static int
trace(struct db *db, struct arena *a, const struct act *act, int64_t id, const char *action,
    const char *detail, struct err *e)
{
	return audit_write(db, act, action, arena_printf(a, "user/%lld", (long long)id), detail, e);
}

static const char *
role_words(struct arena *a, role_set roles)
{
	const char *s = "";

	for (enum role r = 0; r < ROLE__MAX; r++)
		if (roles & (role_set)1 << r)
			s = *s == '\0' ? role_word(r) : arena_printf(a, "%s,%s", s, role_word(r));
	return s;
}

/* Begins the transaction and locks the account; anything but PEOPLE_DONE has ended it. */
static enum people_end
begin(struct db *db, struct arena *a, const struct act *act, int64_t id, int64_t version,
    struct people_lock_row *ret_row, struct err *e)
{
	const struct people_lock_in in = { .id = id, .office = act->office };
	enum people_end end = PEOPLE_DONE;

	if (db_begin(db, e) == -1)
		return PEOPLE_FAILED;
	int n = people_lock(db, a, &in, ret_row, e);
	if (n != 1)
		end = n == 0 ? PEOPLE_NOT_FOUND : PEOPLE_FAILED;
	else if (version != 0 && version != ret_row->version)
		end = PEOPLE_STALE;
	if (end != PEOPLE_DONE)
		(void)db_rollback(db, NULL);
	return end;
}

static enum people_end
finish(struct db *db, enum people_end end, struct err *e)
{
	if (end == PEOPLE_DONE && db_commit(db, e) == 0)
		return PEOPLE_DONE;
	(void)db_rollback(db, NULL);
	return end == PEOPLE_DONE ? PEOPLE_FAILED : end;
}

/* Would the office be without an administrator, were this one none any more? */
static enum people_end
not_last_admin(struct db *db, struct arena *a, const struct act *act, int64_t id, struct err *e)
{
	const struct people_admins_in in = { .office = act->office, .role = ROLE_BIT(ADMIN),
	    .today = utc_day_wib(act->at) };
	struct people_admins_rows rows;

	if (people_admins(db, a, &in, &rows, e) == -1)
		return PEOPLE_FAILED;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id != id)
			return PEOPLE_DONE;
	return PEOPLE_LAST_ADMIN;
}

static enum people_end
end_sessions(struct db *db, int64_t id, struct err *e)
{
	const struct people_sessions_end_in in = { .user = id };

	return people_sessions_end(db, &in, e) < 0 ? PEOPLE_FAILED : PEOPLE_DONE;
}

enum people_end
people_create(struct db *db, struct arena *a, const struct act *act, const struct person_data *d,
    int64_t *ret_id, char ret_code[PEOPLE_CODE_SIZE], struct err *e)
{
	char code[PEOPLE_CODE_SIZE];
	uint8_t hash[HASH_BYTES];
	enum people_end end = data_ok(d);

	if (end != PEOPLE_DONE)
		return end;
	if (!username_ok(d->username))
		return PEOPLE_BAD_NAME;
	code_make(code, hash);
	const struct people_add_in in = {
		.office = act->office, .username = d->username, .name = d->name, .nip = d->nip,
		.roles = (int64_t)d->roles, .at = act->at, .code_hash = { hash, sizeof hash },
		.code_ends_at = { act->at.us + PEOPLE_CODE_DAYS * DAY_US }, .valid_to = d->valid_to,
		.assignment = d->assignment == NULL ? "" : d->assignment,
	};
	if (db_begin(db, e) == -1)
		return PEOPLE_FAILED;
	int64_t id = people_add(db, &in, e);
	if (id < 0)
		end = e->kind == ERR_CONFLICT ? PEOPLE_TAKEN : PEOPLE_FAILED;
	else if (trace(db, a, act, id, "PENGGUNA_BARU", role_words(a, d->roles), e) == -1)
		end = PEOPLE_FAILED;
	if ((end = finish(db, end, e)) == PEOPLE_DONE) {
		memcpy(ret_code, code, sizeof code);
		*ret_id = id;
	}
	sodium_memzero(code, sizeof code);
	return end;
}

static enum people_end
update(struct db *db, struct arena *a, const struct act *act, const struct people_lock_row *row,
    const struct person_data *d, struct err *e)
{
	const struct people_change_in in = {
		.id = row->id, .version = row->version, .name = d->name, .nip = d->nip,
		.roles = (int64_t)d->roles, .valid_to = d->valid_to,
		.assignment = d->assignment == NULL ? "" : d->assignment,
	};
	role_set was = (role_set)row->roles;
	bool ended = d->valid_to.y != 0 && day_cmp(d->valid_to, utc_day_wib(act->at)) < 0;
	enum people_end end = PEOPLE_DONE;

	if ((was & ROLE_BIT(ADMIN)) != 0 && ((d->roles & ROLE_BIT(ADMIN)) == 0 || ended) && row->active)
		end = not_last_admin(db, a, act, row->id, e);
	if (end != PEOPLE_DONE)
		return end;
	if (people_change(db, &in, e) != 1)
		return PEOPLE_FAILED;
	if (was != d->roles || ended)
		end = end_sessions(db, row->id, e);
	if (end == PEOPLE_DONE && was != d->roles &&
	    trace(db, a, act, row->id, "PERAN", arena_printf(a, "%s menjadi %s", role_words(a, was),
	    role_words(a, d->roles)), e) == -1)
		end = PEOPLE_FAILED;
	if (end == PEOPLE_DONE && trace(db, a, act, row->id, "PENGGUNA_UBAH", "", e) == -1)
		end = PEOPLE_FAILED;
	return end;
}

enum people_end
people_update(struct db *db, struct arena *a, const struct act *act, int64_t id, int64_t version,
    const struct person_data *d, struct err *e)
{
	struct people_lock_row row;
	enum people_end end = data_ok(d);

	if (end != PEOPLE_DONE || (end = begin(db, a, act, id, version, &row, e)) != PEOPLE_DONE)
		return end;
	return finish(db, update(db, a, act, &row, d, e), e);
}

enum people_end
people_set_active(struct db *db, struct arena *a, const struct act *act, int64_t id, int64_t version,
    bool active, struct err *e)
{
	struct people_lock_row row;
	enum people_end end = begin(db, a, act, id, version, &row, e);

	if (end != PEOPLE_DONE)
		return end;
	const struct people_active_in in = { .id = id, .version = row.version, .active = active };
	if (!active && row.active && ((role_set)row.roles & ROLE_BIT(ADMIN)) != 0)
		end = not_last_admin(db, a, act, id, e);
	if (end == PEOPLE_DONE && people_active(db, &in, e) != 1)
		end = PEOPLE_FAILED;
	if (end == PEOPLE_DONE && !active)
		end = end_sessions(db, id, e);
	if (end == PEOPLE_DONE && trace(db, a, act, id, active ? "AKTIFKAN" : "NONAKTIFKAN", "", e) == -1)
		end = PEOPLE_FAILED;
	return finish(db, end, e);
}

enum people_end
people_reset(struct db *db, struct arena *a, const struct act *act, int64_t id, int64_t version,
    char ret_code[PEOPLE_CODE_SIZE], struct err *e)
{
	struct people_lock_row row;
	char code[PEOPLE_CODE_SIZE];
	uint8_t hash[HASH_BYTES];
	enum people_end end = begin(db, a, act, id, version, &row, e);

	if (end != PEOPLE_DONE)
		return end;
	code_make(code, hash);
	const struct people_code_in in = { .id = id, .version = row.version,
	    .code_hash = { hash, sizeof hash },
	    .code_ends_at = { act->at.us + PEOPLE_CODE_DAYS * DAY_US } };
	if (people_code(db, &in, e) != 1)
		end = PEOPLE_FAILED;
	if (end == PEOPLE_DONE)
		end = end_sessions(db, id, e);
	if (end == PEOPLE_DONE && trace(db, a, act, id, "KODE_BARU", "", e) == -1)
		end = PEOPLE_FAILED;
	if ((end = finish(db, end, e)) == PEOPLE_DONE)
		memcpy(ret_code, code, sizeof code);
	sodium_memzero(code, sizeof code);
	return end;
}

enum people_end
people_end_sessions(struct db *db, struct arena *a, const struct act *act, int64_t id, struct err *e)
{
	struct people_lock_row row;
	enum people_end end = begin(db, a, act, id, 0, &row, e);

	if (end != PEOPLE_DONE)
		return end;
	end = end_sessions(db, id, e);
	if (end == PEOPLE_DONE && trace(db, a, act, id, "SESI_DIAKHIRI", "semua", e) == -1)
		end = PEOPLE_FAILED;
	return finish(db, end, e);
}
