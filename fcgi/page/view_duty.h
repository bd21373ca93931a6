/*
 * view_duty.h - the places under /pelindungan-data: requests of persons and their extracts,
 * who is affected, incidents, assessment of impact, inventory, retention.
 */
#ifndef PAGE_VIEW_DUTY_H
#define PAGE_VIEW_DUTY_H

#include "duty/extract.h"
#include "page/view_case.h"

/* A clock of 3x24 hours. */
struct view_due {
	struct utc	 begun_at, due_at;
	const char	*text;		/* "tersisa 41 jam 12 menit"; NULL: it runs no more */
	bool		 late;
};

struct view_place {
	const char	*href, *label, *text;
	const char	*state;		/* "1 terbuka, tersisa ..."; NULL: nothing to say */
	enum tone	 tone;
};

struct view_place_list {
	const struct view_place	*at;
	size_t			 n;
};

/* /pelindungan-data */
struct privacy_page {
	struct layout		 layout;
	struct view_place_list	 places;
};

/* /subjek-data: by NIK, never in an address */
struct subject_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 nik;
	const char		*missing;	/* the NIK of which nothing is stored; NULL: not asked */
};

struct subject_extract_page {
	struct layout		 layout;
	struct view_form	 form;		/* action: download; field nik */
	const struct extract	*extract;
};

/* /subjek-data/permintaan */
struct view_request_row {
	const char		*href, *number, *kind, *name, *nik;
	struct view_due		 due;
	struct view_status	 status;
	struct utc		 answered_at;
};

struct view_request_rows {
	const struct view_request_row	*at;
	size_t				 n;
};

struct subject_requests_page {
	struct layout			 layout;
	struct view_request_rows	 rows;
	int64_t				 total, waiting;
	const char			*next, *first;
};

struct subject_request_new_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 kind, nik, name, asked_by, asked_as, proof, proof_note, wish, received;
};

struct subject_request_page {
	struct layout		 layout;
	const char		*number, *kind, *nik, *name, *asked_by, *asked_as, *proof, *proof_note, *wish;
	struct utc		 received_at, created_at;
	const char		*created_by;
	struct view_due		 due;
	struct view_status	 status;
	const char		*outcome, *note, *answered_by;	/* outcome NULL: not answered yet */
	struct utc		 answered_at;
	struct view_form	 form;		/* answer */
	struct view_field	 answer, answer_note;
	struct view_form	 look;		/* POST /subjek-data with nik */
};

/* /terdampak */
struct view_affected_row {
	const char	*href, *name, *nik, *village, *phone, *kinds;
	int64_t		 looks;
	struct utc	 first_at, last_at;
};

struct view_affected_rows {
	const struct view_affected_row	*at;
	size_t				 n;
};

struct affected_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 source, user, station, address, backup, from, to, lists, incident;
	bool			 asked;		/* the question is complete and was answered */
	const char		*question;	/* "Akun loket, 20-11-2026 08.00 WIB sampai ..." */
	struct view_affected_rows rows;
	int64_t			 total, from_row, to_row;
	int64_t			 lists_seen;	/* that name no person and were not counted in */
	struct view_field_list	 again;		/* FIELD_HIDDEN: the question, for the forms below */
	const char		*next, *first;	/* `mulai` of the neighbouring parts; NULL: none */
	const char		*linked_next, *linked_first;	/* addresses, of a list at an incident */
	bool			 may_link;	/* there is an open incident */
	const char		*csv_note;	/* that a file holds only a part */
	const char		*linked;	/* /insiden/{id} it already belongs to; NULL */
	bool			 changed;	/* the list is not the one that was written down */
};

/* /insiden */
struct view_incident_row {
	const char		*href, *number, *kind, *title;
	struct view_due		 due;
	struct view_status	 status;
	struct utc		 discovered_at, closed_at;
};

struct view_incident_rows {
	const struct view_incident_row	*at;
	size_t				 n;
};

struct incidents_page {
	struct layout			 layout;
	struct view_incident_rows	 rows;
	int64_t				 total;
	bool				 may_write;
	const char			*next, *first;
};

struct incident_new_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 kind, title, discovered, what;
	struct view_field_list	 classes;	/* FIELD_CHECKBOX */
	const char		*classes_error;
};

struct view_entry {
	const char	*kind, *text, *who;
	struct utc	 at;
	bool		 closing;
};

struct view_entry_list {
	const struct view_entry	*at;
	size_t			 n;
};

struct view_scope {
	const char	*href;		/* NULL: not for this reader */
	const char	*question, *who;
	int64_t		 persons;
	struct utc	 at;
};

struct view_scope_list {
	const struct view_scope	*at;
	size_t			 n;
};

struct incident_page {
	struct layout		 layout;
	const char		*number, *kind, *title, *classes;
	struct utc		 discovered_at, created_at;
	const char		*created_by;
	struct view_due		 due;
	struct view_status	 status;
	struct view_entry_list	 facts;		/* the last of each kind */
	struct view_entry_list	 entries;	/* all, oldest first */
	struct view_scope_list	 scopes;
	struct view_warning_list missing;	/* what the letters still lack */
	const char		*affected;	/* /terdampak, for whom may */
	const char		*letter_subject, *letter_agency, *letter_csirt;	/* NULL: not for this reader */
	struct view_form	 form;		/* a new entry; may_write */
	struct view_field	 entry_kind, entry_text;
	bool			 may_write, closed;
};

/* One letter on paper. */
struct view_letter {
	const char	*to, *to_address;	/* lines */
	const char	*name, *nik, *village;	/* of the person; NULL: to an agency */
};

struct view_letter_list {
	const struct view_letter	*at;
	size_t				 n;
};

struct incident_letter_page {
	struct layout		 layout;
	const char		*government, *office, *address;
	const char		*place;
	struct day		 today;
	const char		*number, *heading, *basis, *kind, *classes;
	bool			 csirt, agency;
	struct utc		 discovered_at;
	const char		*event, *data, *when, *repair, *impact, *chronology;	/* NULL: not written yet */
	int64_t			 persons;	/* affected; 0: not established */
	const char		*contact, *contact_way;
	const char		*copy_to;	/* tembusan; NULL: none */
	struct view_letter_list	 letters;
	struct view_warning_list missing;
	int64_t			 total, from_row, to_row;
	const char		*next, *first;
};

/* /insiden/tujuan */
struct notice_address_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 agency, agency_address, csirt, csirt_address, contact, contact_way;
	bool			 may_write;
};

/* /inventaris */
struct view_inventory_line {
	const char	*column, *class, *purpose, *retention, *readers;
};

struct view_inventory_lines {
	const struct view_inventory_line	*at;
	size_t					 n;
};

struct view_inventory_table {
	const char			*name, *anchor, *purpose, *class, *retention, *readers;
	struct view_inventory_lines	 lines;
};

struct view_inventory_tables {
	const struct view_inventory_table	*at;
	size_t					 n;
};

struct view_class_count {
	const char	*class, *meaning;
	int		 n;
};

struct view_class_counts {
	const struct view_class_count	*at;
	size_t				 n;
};

struct inventory_page {
	struct layout			 layout;
	struct view_inventory_tables	 tables, files;
	struct view_class_counts	 counts;
	struct day			 reviewed;
	int64_t				 schema, schema_now;
	bool				 stale;	/* the database is newer than the review */
};

/* /retensi */
struct view_retention_row {
	const char	*label, *covers, *rule, *basis;
	int64_t		 days;
};

struct view_retention_rows {
	const struct view_retention_row	*at;
	size_t				 n;
};

struct retention_page {
	struct layout			 layout;
	struct view_retention_rows	 rows;
};

/* /dpia */
struct dpia_page {
	struct layout			 layout;
	const char			*office, *government, *address, *region_code, *sop;
	struct day			 today, reviewed;
	int64_t				 schema, schema_now;
	bool				 stale;
	int64_t				 cases, persons, minors, images, exceptions, users, stations, traces;
	bool				 electronic, same_person_blocked, policy_bssn;
	int64_t				 idle_minutes;
	struct view_inventory_tables	 tables, files;
	struct view_class_counts	 counts;
	struct view_retention_rows	 retention;
	const char			*contact, *contact_way;
};

#endif
