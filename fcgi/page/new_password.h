/*
 * new_password.h - a new password for an account: asked twice, judged by the office's
 * policy, former ones remembered where the policy wants it.
 */
#ifndef PAGE_NEW_PASSWORD_H
#define PAGE_NEW_PASSWORD_H

#include "http/form.h"
#include "page/view_form.h"
#include "page/visit.h"

struct new_password {
	int64_t		 user;
	const char	*username, *name, *place;
	const char	*policy;	/* office.password_policy */
	const char	*now_hash;	/* the present one; "" when there is none */
};

/* The two fields, with the messages of r (NULL: first look). */
void	 new_password_fields(const struct form_result *r, struct view_field *ret_password,
	    struct view_field *ret_again);
/* "Minimal 15 karakter. ..." */
const char	*new_password_rules(struct visit *, const char *policy);
/* Reads kata_sandi_baru and kata_sandi_ulang; faults go to r (names: form of the page).  1 and the
 * hash; 0: r says why; -1 (v->err). */
int	 new_password_read(struct visit *, const struct new_password *, const struct form_field *form,
	    struct form_result *r, const char **ret_hash);
/* Inside the caller's transaction: stores it and remembers the former one; 0, -1 (v->err). */
int	 new_password_store(struct visit *, const struct new_password *, const char *hash);

#endif
