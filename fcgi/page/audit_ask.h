/* audit_ask.h - what the address of /audit asks for, read and written. */
#ifndef PAGE_AUDIT_ASK_H
#define PAGE_AUDIT_ASK_H

#include "page/trace_view.h"

/* From the query: dari, sampai (days; default: the last seven), petugas, tindakan, ditolak,
 * permohonan, setelah.  What makes no sense is left out. */
struct audit_ask {
	struct trace_ask	 ask;
	struct day		 from, to;
};

void	 audit_ask_read(struct visit *, struct audit_ask *);
/* place?dari=...&... with these filters; with_case: the case too; after: the keyset. */
const char	*audit_ask_href(struct visit *, const char *place, const struct audit_ask *,
		    bool with_case, const struct trace_list_row *after);

#endif
