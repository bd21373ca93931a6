/* letter_fields.h - fields that every page has which makes a letter: who signs it, and its number where it is typed. */
#ifndef STEP_LETTER_FIELDS_H
#define STEP_LETTER_FIELDS_H

#include "page/field.h"
#include "page/visit.h"

/* Officials in office today: value is the signatory's id, label "name – title (Plh.)".  0, -1 (v->err). */
int	 signatory_options(struct visit *, const char *chosen, struct view_option_list *ret);
/* The label of one of them; NULL: he is not in office today. */
const char	*signatory_option_label(const struct view_option_list *, const char *value);
/* Where the office copies numbers from the Buku Agenda Surat Keluar: the field nomor_surat (digits, up to
 * 999999); else *ret is left alone.  0, -1. */
int	 letter_number_field(struct visit *, const struct field_source *, struct view_field *ret);

#endif
