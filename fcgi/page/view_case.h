/*
 * view_case.h - the case page (/permohonan/{id}) and the parts of a case that
 * other pages show too.
 */
#ifndef PAGE_VIEW_CASE_H
#define PAGE_VIEW_CASE_H

#include "page/view_form.h"

struct view_status {
	const char	*label;		/* sop_status_label() */
	enum tone	 tone;
};

/* The head of every page of one case. */
struct view_case {
	const char		*href;		/* /permohonan/{id} */
	const char		*name;
	const char		*nik;		/* 16 digits */
	bool			 masked;	/* show the NIK as 350308******9902 */
	struct day		 birth_day;
	int			 age;
	const char		*village;
	const char		*agenda;	/* as the office writes it; "": none yet */
	struct day		 agenda_day;
	struct view_status	 status;
	struct utc		 status_at;
	bool			 electronic;	/* mode of signing */
	int64_t			 version;
};

/* The person as on the family card. */
struct view_person {
	const char	*nik, *kk, *name;
	const char	*birth_place;
	struct day	 birth_day;
	int		 age;
	const char	*sex, *blood, *religion, *marital, *job, *citizenship;
	const char	*address, *rt, *rw, *village;
	const char	*phone, *guardian;
	const char	*recorded;	/* "Tidak" "Ya" "Tidak tahu" */
	const char	*intro_number;
	struct day	 intro_day;
};

enum task_state { TASK_TODO, TASK_NOW, TASK_DONE, TASK_TROUBLE };

/* One of the six steps in the task list. */
struct view_task {
	int		 no;		/* 1..6 */
	const char	*label;		/* Penerimaan Berkas */
	const char	*activity;	/* the SOP's own words */
	const char	*href;		/* NULL: cannot be opened now */
	enum task_state	 state;
	const char	*who;		/* who did it, or whose turn it is */
	struct utc	 begun_at, ended_at;
	int64_t		 seconds;	/* handling time so far; 0: not begun */
	int		 minutes;	/* the SOP's; 0: it gives none */
	bool		 late;		/* longer than the SOP allows */
	const char	*output;	/* what came out: "Nomor agenda 0123/2026" */
};

struct view_task_list {
	const struct view_task	*at;
	size_t			 n;
};

/* What the printer really did with one paper. */
struct view_print {
	int64_t		 job;		/* 0: was never sent to a printer */
	const char	*state;		/* print_state_label() */
	enum tone	 tone;
	const char	*reason;	/* sentence with the remedy */
	const char	*printer;	/* label */
	int		 copies;
	struct utc	 at;		/* of the last change */
	const char	*poll;		/* fragment that refreshes this line; NULL: final */
};

struct view_paper {
	const char		*title;		/* Rekomendasi, Tanda Bukti Pendaftaran, Tanda Terima */
	const char		*number;	/* 400.12.2.1/123/406.08/2026; NULL: none */
	struct day		 day;
	struct utc		 frozen_at;
	int			 pages;
	const char		*hash;		/* first 16 hex digits of the SHA-256 */
	bool			 electronic;	/* carries an electronic signature */
	const char		*signed_by;	/* by whom, when, proved by what; NULL: not (yet) */
	bool			 cancelled;
	bool			 pending;	/* a surat pengganti before its signature */
	const char		*replaced;	/* number of the letter that revoked it; NULL */
	const char		*preview, *download;	/* addresses */
	const char		*reprint;	/* POST address; NULL: not allowed, or */
	const char		*reprint_page;	/* it came out: the page that asks why once more */
	bool			 letter;	/* the one that F8 means */
	struct view_print	 print;
};

struct view_paper_list {
	const struct view_paper	*at;
	size_t			 n;
};

struct view_event {
	struct utc	 at;
	const char	*what;		/* "Berkas diterima" */
	enum tone	 tone;
	int		 step;		/* 1..6; 0: none */
	const char	*who, *role;	/* NULL: sistem */
	const char	*reason;
};

struct view_event_list {
	const struct view_event	*at;
	size_t			 n;
};

struct view_requirement {
	const char	*name;		/* key of the tick box */
	const char	*note_name;	/* key of the remark */
	const char	*label, *hint;
	bool		 mandatory, present;
	bool		 waivable;	/* the Kasi may do without it */
	const char	*waived;	/* who did, and why; NULL: nobody */
	const char	*id;		/* of its row */
	const char	*remark;	/* as typed */
	const char	*error;
};

struct view_requirement_list {
	const struct view_requirement	*at;
	size_t				 n;
};

/* /permohonan/{id} */
struct case_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_person	 person;
	struct view_task_list	 tasks;		/* six */
	int64_t			 total_seconds;	/* handling time of all steps */
	int			 total_minutes;	/* the SOP's: 23 */
	struct view_action	 next;		/* the primary action: a link */
	const char		*waiting;	/* whose turn it is, when it is not mine */
	struct view_requirement_list requirements;
	struct view_paper_list	 papers;
	struct view_event_list	 events;	/* the last ones */
	bool			 more_events;
	const char		*received_by, *received_as;	/* after step 6 */
	struct utc		 received_at;
	const char		*official_result;
	bool			 may_cancel;
	struct view_form	 form;		/* hidden fields; action: cancel (`alasan`) */
	struct view_field	 cancel_reason;
	struct view_action_list	 make;		/* papers that can be made; sent to make_href */
	const char		*make_href;
	const char		*early;		/* recorded before the signature: who let it be, why; NULL */
	const char		*first_href;	/* where the Kasi may let it be; NULL */
	const char		*replace_href;	/* surat pengganti; NULL: not finished yet */
	const char		*nik_doubt;	/* the rule that the NIK breaks and who gave leave; NULL: none */
	bool			 may_leave;	/* nobody gave leave yet, and I may: nik_href, `alasan`, IZIN_NIK */
	const char		*nik_href;
	const char		*again;		/* "Pemohon kembali ..."; NULL */
	const char		*scans_href;	/* pictures of the papers; NULL: not for me */
	const char		*waive_href;	/* where the Kasi does without a paper (syarat, alasan; BEBASKAN); NULL */
	const char		*expiry;	/* "Akan kedaluwarsa ..."; NULL */
	const char		*follows_href, *followed_href, *again_href;	/* NULL: none */
};

/* One row of the audit trail. */
struct view_trace {
	struct utc	 at;
	const char	*who;		/* "sistem", "tidak dikenal" */
	const char	*roles;		/* of then; "" none */
	const char	*what;		/* "Melihat permohonan" */
	const char	*object;	/* "Permohonan 12" */
	const char	*href;		/* NULL: nothing to open */
	const char	*detail, *address;
	bool		 denied;
};

struct view_trace_list {
	const struct view_trace	*at;
	size_t			 n;
};

struct view_traces {
	struct view_trace_list	 rows;
};

/* /permohonan/{id}/riwayat */
struct history_page {
	struct layout		 layout;
	struct view_case	 head;
	struct view_event_list	 events;	/* newest first */
	struct view_traces	 traces;	/* who looked, printed, was refused; newest first */
	const char		*more;		/* all of them; NULL: these are, or not for this role */
};

/* 409: somebody else changed the case meanwhile; nothing of ours was stored. */
struct view_typed {
	const char	*label;
	const char	*mine;		/* what I typed */
	const char	*theirs;	/* what stands there now; NULL: unknown */
	bool		 differs;
};

struct view_typed_list {
	const struct view_typed	*at;
	size_t			 n;
};

struct conflict_page {
	struct layout		 layout;
	struct view_case	 head;		/* as it is now; href NULL: no case */
	struct view_event_list	 changes;	/* what happened since my page was made */
	const char		*attempted;	/* the verb I pressed */
	struct view_typed_list	 typed;
	bool			 may_again;	/* the same form may be sent on the new version */
	struct view_form	 form;		/* action + new version; resends `fields` */
	struct view_field_list	 fields;	/* FIELD_HIDDEN: everything that was typed */
	const char		*again_verb;	/* "Kirim lagi isian saya" */
	const char		*go_on;		/* href of the page in its new state */
};

#endif
