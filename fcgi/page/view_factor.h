/*
 * view_factor.h - /akun/kode-otp and /masuk/kode: the second factor.
 */
#ifndef PAGE_VIEW_FACTOR_H
#define PAGE_VIEW_FACTOR_H

#include "base/out.h"
#include "page/view_form.h"

enum factor_stage {
	FACTOR_NONE,		/* tindakan: MULAI */
	FACTOR_PENDING,		/* AKTIFKAN (kode_otp), MULAI */
	FACTOR_ACTIVE		/* KODE_BARU, MASUK_YA, MASUK_TIDAK, HAPUS (kode_otp) */
};

/* /akun/kode-otp */
struct factor_page {
	struct layout		 layout;
	struct view_form	 form;
	enum factor_stage	 stage;
	bool			 signer;	/* needs one to sign */
	const char		*removed;	/* what became of the last one; NULL: nothing to tell */
	struct html		 qr;		/* FACTOR_PENDING, right after MULAI only; s NULL */
	const char		*secret;	/* the same to be typed: XXXX XXXX ... */
	struct view_field	 code;
	struct utc		 since;		/* FACTOR_ACTIVE */
	int			 recovery;	/* codes left */
	bool			 few;
	bool			 login;		/* asked at login too */
};

struct view_recovery {
	const char	*code;		/* XXXX-XXXX-XXXX-XXXX-XXXX-XXXX */
};

struct view_recovery_list {
	const struct view_recovery	*at;
	size_t				 n;
};

/* Answer of AKTIFKAN and KODE_BARU: shown once. */
struct recovery_page {
	struct layout			 layout;
	const char			*user;		/* name, for the printed sheet */
	struct utc			 at;
	struct view_recovery_list	 codes;
};

/* /masuk/kode */
struct login_code_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 code;
	const char		*next;		/* lanjut; "": none */
};

#endif
