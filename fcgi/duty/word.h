/* word.h - what a trace is about and who left it, in the words of people (what was done: sop/trace_word.h). */
#ifndef DUTY_WORD_H
#define DUTY_WORD_H

#include "base/arena.h"
#include "sop/role.h"

/* "Permohonan (berkas 12)", "Buku Register 2026", "Antrean dan pencarian". */
const char	*duty_object_label(struct arena *, const char *object);
/* "Petugas Loket, Camat" */
const char	*duty_role_labels(struct arena *, role_set);

#endif
