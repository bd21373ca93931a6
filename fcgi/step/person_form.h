/*
 * person_form.h - what steps 1 and 2 ask about the applicant alike: the village,
 * and the rules between fields (DOMAIN 2.2 N9..N17, 1.3).
 */
#ifndef STEP_PERSON_FORM_H
#define STEP_PERSON_FORM_H

#include "http/form.h"
#include "page/field.h"
#include "page/visit.h"
#include "sql/casefile.h"

struct person_facts {
	int64_t		 case_id;	/* 0: a new case */
	const char	*nik;		/* 16 digits */
	const char	*kk, *sex, *marital;	/* NULL: not asked in this step */
	const char	*recorded;	/* TIDAK YA TIDAK_TAHU */
	struct day	 birth_day;
	int64_t		 village;	/* must be one of the office's */
	bool		 confirmed;	/* "sesuai KK/SIAK" was ticked */
	const char	*repeat_reason;	/* why once more, where somebody was recorded before */
	bool		 kept;		/* only kept or sent back: a NIK may wait for the Kasi's leave */
};

struct person_findings {
	struct view_warning_list	 warnings;	/* to be ticked */
	int64_t				 duplicate;	/* case that is open for this NIK; 0: none */
	const char			*duplicate_text;
	bool				 repeated;	/* recorded before: needs alasan_ulang */
};

/* Adds errors to the form's result (names nik, no_kk, tgl_lahir, desa, sesuai_kk, alasan_ulang).
 * 0, or -1 when the database failed (v->err). */
int	 person_check(struct visit *, const struct form_field *, const struct person_facts *,
	    struct form_result *, struct person_findings *ret_findings);

/* The office's villages as a select named `desa`; 0 or -1 (v->err). */
int	 person_village(struct visit *, const struct field_source *, int64_t stored,
	    struct view_field *ret_field);
/* "Pernah melakukan perekaman?" */
struct view_field	 person_recorded_field(const struct field_source *, const char *stored);

/* "Alasan perekaman ulang" (DOMAIN 2.2, N15); name NULL where nothing asks for it. */
struct view_field	 person_repeat_field(const struct field_source *, bool repeated, const char *stored);

#endif
