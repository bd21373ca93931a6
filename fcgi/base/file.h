/*
 * file.h - small files that must be there whole or not at all: keys,
 * manifests, status files.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/* The whole file in malloc'ed memory with a NUL behind it, at most max bytes;
 * NULL and e filled otherwise.  secret: refused when group or others may read it.
 * ERR_NOT_FOUND when it is not there.  ret_n may be NULL. */
char	*file_read(const char *path, size_t max, bool secret, size_t *ret_n, struct err *);
/* Wipes and frees what file_read() gave; NULL is fine. */
void	 file_free(char *, size_t n);
/* Written to "path.part", synced, renamed, folder synced: after a crash path is
 * the old file or the new one. */
int	 file_write(const char *path, mode_t mode, const void *p, size_t n, struct err *);
/* Makes names in the folder of path (files made, renamed, removed) durable. */
int	 file_sync_folder(const char *path, struct err *);
bool	 file_there(const char *path);

#endif
