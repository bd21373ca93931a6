/*
 * role.h - who may do what, as a bit set.  One person may hold several roles.
 * Names: DOMAIN 7.2.  The set of a user is stored in user.roles.
 */
#ifndef SOP_ROLE_H
#define SOP_ROLE_H

#include <stdbool.h>
#include <stdint.h>

/*	id		word (terminal, audit)	label (pages) */
#define ROLES(X)							\
	X(PETUGAS,	"petugas",	"Petugas Loket")		\
	X(OPERATOR,	"operator",	"Petugas Perekaman")		\
	X(KASI,		"kasi",		"Kasi Pelayanan dan Perizinan")	\
	X(SEKCAM,	"sekcam",	"Sekretaris Kecamatan")		\
	X(CAMAT,	"camat",	"Camat")			\
	X(DINAS,	"dinas",	"Petugas Dinas Dukcapil")	\
	X(PEMERIKSA,	"pemeriksa",	"Pemeriksa")			\
	X(ADMIN,	"admin",	"Administrator Sistem")

enum role {
#define X(id, word, label) ROLE_##id,
	ROLES(X)
#undef X
	ROLE__MAX
};

typedef uint32_t role_set;	/* bit r is set: holds enum role r */

#define ROLE_BIT(id)	((role_set)1u << ROLE_##id)
/* Anybody who is logged in. */
#define ROLE_ANY	(((role_set)1u << ROLE__MAX) - 1u)
/* Staff who handle cases. */
#define ROLE_STAFF	(ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR) | ROLE_BIT(KASI) | \
			 ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))
#define ROLE_SIGNERS	(ROLE_BIT(KASI) | ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))

const char	*role_word(enum role);
const char	*role_label(enum role);
/* ROLE__MAX when there is no such word */
enum role	 role_by_word(const char *word);

#endif
