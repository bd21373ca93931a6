/* incident_view.h - one incident as its page and its letters read it. */
#ifndef PAGE_INCIDENT_VIEW_H
#define PAGE_INCIDENT_VIEW_H

#include "page/duty.h"
#include "sql/incident.h"

struct incident_known {
	struct incident_get_row		 row;
	struct incident_entries_rows	 entries;
	struct incident_scopes_rows	 scopes;
	const char			*last[ENTRY__MAX];	/* text of the last of each kind; NULL: none */
	bool				 closed;
	bool				 told;			/* subject and agency */
};

/* The {id} of the route; true, or false after an answer (404, failed). */
bool		 incident_load(struct visit *, struct incident_known *);
/* "Data identitas, Data anak" */
const char	*incident_classes(struct visit *, int64_t set);
/* What a notice still lacks; csirt: for the letter to the response team. */
struct view_warning_list	 incident_missing(struct visit *, const struct incident_known *,
			    const struct notice_address_get_row *, bool csirt);
/* The question of a scope, with the office of the visit. */
struct affected_question	 incident_question(const struct visit *, const struct incident_scopes_row *);

#endif
