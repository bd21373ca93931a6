/* view_sop.h - /sop: the owner's SOP as it stands, its versions, what was found in it; a new version. */
#ifndef PAGE_VIEW_SOP_H
#define PAGE_VIEW_SOP_H

#include "page/view_case.h"

struct view_text {
	const char	*text;
};

struct view_texts {
	const struct view_text	*at;
	size_t			 n;
};

struct view_sop_step {
	int			 no;
	const char		*activity, *actor, *output;
	int			 minutes;	/* 0: the SOP gives none */
	struct view_texts	 needs;
};

struct view_sop_steps {
	const struct view_sop_step	*at;
	size_t				 n;
};

struct view_sop_version {
	const char	*number, *href;
	struct day	 made, effective;
	bool		 in_force, future;
};

struct view_sop_versions {
	const struct view_sop_version	*at;
	size_t				 n;
};

struct view_finding {
	const char	*code, *what, *done;	/* "G11"; what the SOP says; how the program handles it */
};

struct view_findings {
	const struct view_finding	*at;
	size_t				 n;
};

/* /sop?versi=ID */
struct sop_page {
	struct layout		 layout;
	const char		*number, *title, *office;
	struct day		 made, effective;
	int			 minutes;	/* of all steps */
	struct view_texts	 revised, in_effect, approved;	/* as the sheet has them: the first two are empty there */
	struct view_texts	 legal, qualification, relation, equipment, warning, records;
	struct view_sop_steps	 steps;
	struct view_texts	 checklist;	/* what step 1 asks for */
	struct view_sop_versions versions;
	struct view_findings	 findings;
	const char		*edit_href;	/* NULL: not mine */
};

/* One row of the checklist: nama_N catatan_N wajib_N */
struct view_sop_need {
	struct view_field	 label, note, mandatory, waivable;
};

struct view_sop_needs {
	const struct view_sop_need	*at;
	size_t				 n;
};

/* /pengaturan/sop: tindakan SIMPAN */
struct sop_new_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 number, made, effective;	/* nomor tanggal berlaku */
	struct view_field_list	 minutes;			/* menit_1 .. menit_6 */
	struct view_sop_needs	 needs;
	struct view_sop_versions versions;
};

#endif
