/* view_training.h - what the pages of Kantor Latihan and the cards of the roles show. */
#ifndef PAGE_VIEW_TRAINING_H
#define PAGE_VIEW_TRAINING_H

#include "base/day.h"
#include "page/view_form.h"
#include "page/view_layout.h"

/* Somebody made up, as on his family card. */
struct view_trainee {
	const char	*name, *nik, *kk, *sex, *birth_place, *marital, *religion, *job, *blood;
	const char	*address, *rt, *rw, *village, *guardian, *lesson;
	struct day	 birth_day;
};

struct view_trainee_list {
	const struct view_trainee	*at;
	size_t				 n;
};

/* /latihan: tindakan MULAI (peran) or SELESAI */
struct training_page {
	struct layout		 layout;
	struct view_form	 form;
	bool			 inside;	/* practising now */
	struct view_field	 role;
	struct view_trainee_list people;
};

/* /bantuan/kartu: one sheet for each role */
struct role_card_page {
	struct layout		 layout;
	const char		*office;
};

#endif
