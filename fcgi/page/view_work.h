/*
 * view_work.h - the places where work is found: login, beranda, queue, register,
 * signer's table, print queue, station, error page, help.
 */
#ifndef PAGE_VIEW_WORK_H
#define PAGE_VIEW_WORK_H

#include "page/view_audit.h"
#include "page/view_case.h"


/* /masuk */
struct login_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 username, password;	/* nama_pengguna, kata_sandi */
	const char		*message;	/* "Sesi Anda telah berakhir. ..." */
	const char		*next;		/* `lanjut`: where to go after it */
};

struct view_step_count {
	int		 no;		/* 1..6 */
	const char	*label;
	const char	*href;		/* /antrean?langkah=2 */
	int64_t		 waiting;	/* open cases that stand there */
	int64_t		 late;		/* of them over the SOP's minutes */
	int64_t		 done_today;
};

struct view_step_count_list {
	const struct view_step_count	*at;
	size_t				 n;
};

struct view_queue_row {
	const char		*href;		/* the case's next page for me, or the case */
	const char		*agenda;	/* as the office writes it; "": none yet */
	const char		*name, *nik, *village;
	struct view_status	 status;
	int			 step;		/* 1..6; 0: none */
	const char		*step_label;
	struct utc		 since;		/* begun to wait there */
	int64_t			 seconds;
	int			 minutes;	/* the SOP's; 0: none */
	bool			 late;
	struct day		 again_on;	/* the applicant comes back then; y == 0: no */
	bool			 mine;		/* my role can do the next thing */
};

struct view_queue_rows {
	const struct view_queue_row	*at;
	size_t				 n;
};

struct view_doubt {
	const char	*href, *name, *nik, *text;
};

struct view_doubt_list {
	const struct view_doubt	*at;
	size_t			 n;
};

/* /beranda */
struct home_page {
	struct layout			 layout;
	struct day			 today;
	const char			*greeting;	/* first name or name */
	int64_t				 received_today, finished_today, open;
	struct view_step_count_list	 steps;		/* six */
	struct view_queue_rows		 mine;		/* what waits for me, at most 10 */
	int64_t				 mine_total;
	struct view_doubt_list		 expiring;	/* what will be closed soon; text: when */
	struct view_doubt_list		 doubts;	/* NIKs and missing papers that wait for my leave */
	struct view_part_list		 parts;
};

/* /antrean */
struct queue_page {
	struct layout			 layout;
	struct view_step_count_list	 steps;		/* filter */
	int				 step;		/* chosen; 0: all */
	int64_t				 total;		/* of this filter */
	struct view_queue_rows		 rows;		/* 25 */
	const char			*first, *next;	/* hrefs of the pager, NULL: none */
};

struct view_saved {
	const char	*name, *href, *id;
};

struct view_saved_list {
	const struct view_saved	*at;
	size_t			 n;
};

/* /permohonan: tindakan CARI (or none), SIMPAN_SARINGAN, HAPUS_SARINGAN-<id> */
struct search_page {
	struct layout			 layout;
	struct view_form		 form;
	struct view_field		 text, village, status, period, first, last;
	struct view_field		 name;		/* nama_saringan */
	struct view_saved_list		 saved;		/* mine */
	const char			*search;	/* what was searched; "": only filters */
	struct view_queue_rows		 rows;		/* 25, newest first */
	bool				 filtered, further;
	bool				 near;		/* similar names stand among them */
	bool				 partial;	/* more names begin so than were looked at */
	bool				 offer_near;	/* ask for them: mirip=1 */
	const char			*next;		/* sebelum; NULL: the last page */
};

/* /register */
struct view_register_row {
	const char		*href;
	int64_t			 agenda_no;
	struct day		 agenda_day;
	const char		*name, *nik, *kk, *sex, *birth_place, *address, *village;
	struct day		 birth_day;
	const char		*intro_number;
	struct day		 intro_day;
	const char		*letter_number;
	struct day		 letter_day;
	const char		*signatory;
	struct day		 recorded_day;
	struct day		 handed_day;
	const char		*received_by;
	struct view_status	 status;
};

struct view_register_rows {
	const struct view_register_row	*at;
	size_t				 n;
};

struct register_page {
	struct layout			 layout;
	int				 year;
	struct view_option_list		 years;
	int64_t				 total;
	struct view_register_rows	 rows;
	struct view_anchor		 anchor;	/* stands under the printed book, to be signed */
	struct day			 today;
	const char			*first, *next;
};

/* /meja-tanda-tangan */
struct view_sign_row {
	int64_t		 id;		/* of the case: berkas[] */
	const char	*href;		/* /permohonan/{id}/persetujuan */
	const char	*name, *nik, *village;
	const char	*agenda;
	const char	*letter_number;
	const char	*signatory;	/* whose name stands under it */
	const char	*submitted_by;
	struct utc	 since;
	int64_t		 seconds;
	int		 minutes;
	bool		 late;
};

struct view_sign_rows {
	const struct view_sign_row	*at;
	size_t				 n;
};

struct sign_table_page {
	struct layout		 layout;
	bool			 electronic;	/* false: this office signs in ink; explain */
	struct view_form	 form;		/* /meja-tanda-tangan/bersama, tindakan PERIKSA, berkas[] */
	struct view_sign_rows	 rows;
	struct view_sign_rows	 replacing;	/* surat pengganti that wait for me */
	struct view_sign_rows	 done;		/* my last decisions; may be empty */
	const char		*next;
};

/* /cetak */
struct view_print_row {
	struct view_print	 print;
	const char		*paper;		/* Rekomendasi 400.12.2.1/... */
	const char		*name;		/* applicant; NULL: a test page */
	const char		*case_href, *preview;
	const char		*who;
	struct utc		 created_at;
	int			 attempts;
	bool			 may_reprint;	/* tindakan=CETAK_ULANG */
	bool			 may_confirm;	/* tindakan=SUDAH_TERCETAK */
	bool			 may_withdraw;	/* tindakan=BATALKAN */
	const char		*href;		/* the job's page; NULL: this is it */
	const char		*action;	/* POST address of this job */
};

struct view_print_rows {
	const struct view_print_row	*at;
	size_t				 n;
};

struct print_queue_page {
	struct layout			 layout;
	struct view_part_list		 printers;
	struct view_form		 form;		/* csrf and request id for all rows */
	struct view_print_rows		 waiting;	/* not final */
	struct view_print_rows		 ended;		/* as filtered, newest first */
	const char			*day;		/* hari=, as typed or "" */
	const char			*next, *first;
	bool				 filtered;
	struct view_option_list		 by_printer, by_kind, by_state;
};

/* /stasiun */
struct view_test {
	const char	*label;
	bool		 ok;
	const char	*text;		/* what was found; "" nothing to say */
};

struct view_test_list {
	const struct view_test	*at;
	size_t			 n;
};

struct view_station {
	const char		*href;
	bool			 in_use, resting, reader_coarse;	/* coarse: below 490 ppi */
	struct utc		 up_at, down_since;
	const char		*note;		/* why it rests */
	struct view_test_list	 tests;		/* of its own page */
	const char	*code, *label, *url;
	bool		 reachable;
	const char	*state;		/* words: "Siap", "Sedang dipakai", "Tidak terhubung" */
	enum tone	 tone;
	const char	*advice;	/* remedy when something is wrong */
	bool		 reader_present, reader_image, reader_swipe;
	const char	*reader_name, *reader_driver;
	int		 reader_ppi;
	const char	*epoch;
	const char	*key;		/* fingerprint of its public key */
	struct utc	 since;
	int64_t		 failures;
};

struct view_station_list {
	const struct view_station	*at;
	size_t				 n;
};

struct station_page {
	struct layout			 layout;
	struct view_station_list	 stations;
	struct utc			 asked_at;
	bool				 one;		/* /stasiun/{id}: with tests, and ISTIRAHAT (alasan), PAKAI */
	struct view_form		 form;
	struct view_field		 why;
};

/* 400 403 404 405 413 422 500 503 */
struct error_page {
	struct layout	 layout;
	int		 status;
	const char	*heading;	/* what happened */
	const char	*text;		/* why, and what to do */
	const char	*works;		/* what still works; NULL: nothing to say */
	const char	*code;		/* request code to tell the administrator */
	const char	*go_on, *go_on_label;	/* primary link; NULL: beranda */
	struct view_typed_list	 typed;	/* nothing typed is lost: shown to be copied */
};

/* /bantuan */
struct help_page {
	struct layout	 layout;
	struct view_task_list	tasks;	/* minutes and words of the SOP in force */
	const char	*sop_number, *sop_title;
	const char	*region_notice;
};

#endif
