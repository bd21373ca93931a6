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
 * NULL and e filled otherwise.  secret: refused where file_private() says so.
 * ERR_NOT_FOUND when it is not there.  ret_n may be NULL. */
char	*file_read(const char *path, size_t max, bool secret, size_t *ret_n, struct err *);
/* Is this open file one that may hold a secret?  It belongs to root or to this process's
 * user (root reads anybody's), others may nothing, the group may read at most: 0600 or
 * 0640.  -1 and ERR_INPUT with the reason in plain words. */
int	 file_private(int fd, const char *path, struct err *);
/* Wipes and frees what file_read() gave; NULL is fine. */
void	 file_free(char *, size_t n);
/* Written to "path.part", synced, renamed, folder synced: after a crash path is
 * the old file or the new one. */
int	 file_write(const char *path, mode_t mode, const void *p, size_t n, struct err *);
/* Makes names in the folder of path (files made, renamed, removed) durable. */
int	 file_sync_folder(const char *path, struct err *);
bool	 file_there(const char *path);

#endif
