/* training.h - the training offices: one for every office, kept like it. */
#ifndef ADMIN_TRAINING_H
#define ADMIN_TRAINING_H

#include "base/err.h"
#include "store/db.h"

/* Makes those that are missing, and takes over what the offices have changed; as account migrate.  0, -1. */
int	 training_offices(struct db *, struct err *);

#endif
