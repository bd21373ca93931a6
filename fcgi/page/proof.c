#include "page/proof.h"

#include <string.h>

#include "base/pwhash.h"
#include "base/str.h"
#include "page/login_delay.h"
#include "sql/session.h"
#include "store/audit.h"

static const char *
me(struct visit *v)
{
	return arena_printf(v->arena, "user/%lld", (long long)v->who.user);
}

static enum proof
by_pin(struct visit *v, const char *pin, const struct people_secrets_row *row)
{
	const struct session_pin_try_in in = { .token_hash = v->who.token_hash, .most = SESSION_PIN_TRIES };
	int64_t n = session_pin_try(v->db, &in, &v->err);

	if (n < 0)
		return PROOF_FAILED;
	if (n == 1 && pwhash_right(row->pin_hash, pin))
		return PROOF_RIGHT;
	return audit_write(v->db, &v->act, "GAGAL_PIN", me(v), "", &v->err) == -1 ? PROOF_FAILED : PROOF_WRONG;
}

static enum proof
by_password(struct visit *v, const char *password, const struct people_secrets_row *row, int64_t *ret_wait)
{
	int64_t try;

	if (login_try(v, row->username, &try, ret_wait) == -1)
		return PROOF_FAILED;
	if (*ret_wait > 0)
		return PROOF_WAIT;
	if (!pwhash_right(row->password_hash, password))
		return login_trace(v, try, v->who.user, v->who.office) == -1 ? PROOF_FAILED : PROOF_WRONG;
	const struct login_forgive_in forgive = { .username = row->username, .address = v->req->remote };
	return login_forgive(v->db, &forgive, &v->err) < 0 ? PROOF_FAILED : PROOF_RIGHT;
}

enum proof
proof_of(struct visit *v, const char *secret, bool pin_too, int64_t *ret_wait,
    struct people_secrets_row *ret_row)
{
	const struct people_secrets_in in = { .id = v->who.user };
	struct people_secrets_row row;
	int n = people_secrets(v->db, v->arena, &in, &row, &v->err);

	*ret_wait = 0;
	if (n != 1) {
		if (n == 0)
			(void)err_set(&v->err, ERR_NOT_FOUND, 0, "the account is gone");
		return PROOF_FAILED;
	}
	if (ret_row != NULL)
		*ret_row = row;
	if (pin_too && v->who.pin && strspn(secret, "0123456789") == strlen(secret))
		return by_pin(v, secret, &row);
	return by_password(v, secret, &row, ret_wait);
}

const char *
proof_text(struct visit *v, enum proof p, bool pin_too, int64_t wait)
{
	if (p == PROOF_WAIT)
		return arena_printf(v->arena, "Terlalu banyak percobaan. Tunggu %lld detik, lalu coba lagi.",
		    (long long)wait);
	return pin_too && v->who.pin ? "PIN atau kata sandi salah. Setelah lima PIN yang salah, hanya kata sandi yang diterima." :
	    "Kata sandi salah.";
}
