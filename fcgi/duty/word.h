/* word.h - traces in the words of people. */
#ifndef DUTY_WORD_H
#define DUTY_WORD_H

#include "base/arena.h"
#include "sop/role.h"

/* "Melihat", "Mengunduh surat"; an action that is not in the table reads as its own words. */
const char	*duty_action_label(const char *action);
/* "Permohonan (berkas 12)", "Buku Register 2026", "Antrean dan pencarian". */
const char	*duty_object_label(struct arena *, const char *object);
/* "Petugas Loket, Camat" */
const char	*duty_role_labels(struct arena *, role_set);

#endif
