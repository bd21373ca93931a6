/*
 * training_place.h - which places there are in Kantor Latihan.  A role that is practised opens casework and nothing
 * else: traces, duties to persons and settings belong to those who hold the role (some of them show what
 * belongs to no office).  What is not listed is closed, also what will be built later.
 */
#ifndef PAGE_TRAINING_PLACE_H
#define PAGE_TRAINING_PLACE_H

#include <stdbool.h>

/* path: canonical, "/permohonan/12". */
bool	 training_place_open(const char *path);

#endif
