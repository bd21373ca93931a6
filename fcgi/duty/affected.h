/*
 * affected.h - whose data an account, an address, a station or a lost backup could show in a
 * span of time (UU 27/2022 Ps. 46), from traces and captures.
 *
 * A question has one source: user and/or address (both 0/"": anybody), or a station, or a
 * backup (everything stored by backup_at).  A trace names the case it belongs to; a list
 * (register, queue, search) names only itself: lists = true adds everybody who could stand in
 * a list that was opened, marked AFFECTED_LIST.  The answer has one row a person (NIK), in
 * order of name.
 */
#ifndef DUTY_AFFECTED_H
#define DUTY_AFFECTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/out.h"
#include "store/db.h"

/* Bits of kinds.	id	 bit	label */
#define AFFECTED_KINDS(X)						\
	X(IDENTITY,	1,	"identitas")				\
	X(LETTER,	2,	"surat")				\
	X(FINGER,	4,	"sidik jari pada stasiun")		\
	X(SEALED,	8,	"sidik jari tersegel")			\
	X(CHANGED,	16,	"data diubah")				\
	X(LIST,		32,	"mungkin, dalam daftar")

enum affected_kind {
#define X(id, bit, label) AFFECTED_##id = bit,
	AFFECTED_KINDS(X)
#undef X
};

struct affected_question {
	int64_t		 office;
	int64_t		 user, station;		/* 0: not asked by it */
	const char	*address;		/* "": not asked by it */
	struct utc	 backup_at;		/* us == 0: not asked by it */
	struct utc	 from, to;		/* both ends count; not used for a backup */
	bool		 lists;
};

struct affected_row {
	int64_t		 case_id;		/* the person's newest case that is concerned */
	const char	*nik, *name, *village, *phone;
	int64_t		 cases, kinds, looks;
	struct utc	 first_at, last_at;
};

struct affected {
	const struct affected_row	*at;
	size_t				 n;
	int64_t				 total;	/* persons in all, of which this is a part */
};

/* Rows skip .. skip + size - 1. */
int	 affected_load(struct db *, struct arena *, const struct affected_question *,
	    int64_t skip, int64_t size, struct affected *ret, struct err *);
/* How often lists were opened that the question covers but that name no person. */
int	 affected_lists_seen(struct db *, struct arena *, const struct affected_question *,
	    int64_t *ret_n, struct err *);
/* SHA-256 over the persons' NIKs in the order of the list, each with a line end. */
int	 affected_hash(struct db *, const struct affected_question *,
	    uint8_t ret_sha256[32], int64_t *ret_total, struct err *);
/* "identitas, surat" */
const char	*affected_kinds_text(struct arena *, int64_t kinds);
/* With the head line; a value that a spreadsheet would take for a formula gets a ' in front. */
void	 affected_csv_head(struct out *);
void	 affected_csv(struct out *, struct arena *, const struct affected *);

#endif
