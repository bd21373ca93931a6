/* view_biometric.h - what is beside the fingers of step 5: photo, signature, the official enrolment, the
 * applicant's own screen, the office's decision. */
#ifndef PAGE_VIEW_BIOMETRIC_H
#define PAGE_VIEW_BIOMETRIC_H

#include "page/view_case.h"
#include "page/view_form.h"
#include "page/view_step.h"

/* /permohonan/{id}/pasfoto, .../tanda-tangan and .../foto-pengecualian.  tindakan SIMPAN (file gambar, cara, saksi), KECUALIKAN
 * (sebab, keterangan). */
struct part_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_form	 form;
	bool			 camera;	/* else a pad to sign on */
	bool			 hands;		/* of an exception: face and hands, nothing to be excepted */
	const char		*error;
	const char		*state;		/* "Tersimpan tersegel ..." or the exception; NULL: nothing yet */
	bool			 excepted;
	bool			 may;		/* the case is being recorded, and it is the operator */
	bool			 no_station;	/* nothing can be sealed now */
	const char		*background;	/* "merah" or "biru": a hint by the year of birth */
	struct view_field	 how, witness, reason, note;
};

/* /permohonan/{id}/hasil-resmi.  tindakan SIMPAN. */
struct enrolment_row {
	const char	*part, *result, *siak, *officer, *note, *who;
	enum tone	 tone;
	struct day	 on_day;
	struct utc	 at;
};

struct enrolment_row_list {
	const struct enrolment_row	*at;
	size_t				 n;
};

struct enrolment_page {
	struct layout			 layout;
	struct view_case		 head;
	struct view_form		 form;
	bool				 may;
	struct view_field		 part, result, reason, siak, on_day, officer, note;
	struct enrolment_row_list	 rows;
};

/* /permohonan/{id}/perekaman/pemohon: a second window, turned to the applicant. */
struct applicant_page {
	const char		*assets;
	struct capture_live	 live;
};

/* /pengaturan/perekaman.  tindakan SIMPAN. */
struct biometric_page {
	struct layout			 layout;
	struct view_form		 form;
	bool				 decided;
	const char			*who;
	struct utc			 at;
	struct view_field		 local, basis, dpia, needs, keep, keep_days, attempts, photo, signature, exception;
	struct view_field_list		 quality;	/* ten, in the order of capture */
};

/* /mutu-sidik-jari: the Kasi looks at what was taken below the quality.  tindakan SETUJU, ULANG (rekaman, catatan) to
 * `action` of the row. */
struct review_row {
	const char	*id, *finger, *why, *who, *name, *agenda, *href, *action;
	int		 quality, tries;
	struct utc	 at;
};

struct review_row_list {
	const struct review_row	*at;
	size_t			 n;
};

struct review_page {
	struct layout		 layout;
	struct view_form	 form;
	const char		*error;
	struct review_row_list	 rows;
};

#endif
