/* printer_inside.h - the verbs of `rekamctl printer`, between its files. */
#ifndef ADMIN_PRINTER_INSIDE_H
#define ADMIN_PRINTER_INSIDE_H

#include "admin/job.h"

/* The name of the file in the folder of cupsd's configuration, [cups] conf or /etc/cups. */
const char	*printer_conf_file(const struct job *, const char *folder, const char *name);
/* -1 and what to do when CUPS has no backend ledger it could run. */
int	 printer_backend_there(struct job *, struct err *);

int	 printer_add(struct job *, int argc, char **argv, struct err *);
int	 printer_test(struct job *, int argc, char **argv, struct err *);
int	 printer_remove(struct job *, int argc, char **argv, struct err *);
int	 printer_check(struct job *, int argc, char **argv, struct err *);
/* The same server for every verb. */
int	 printer_server(const struct job *, const char *server, struct err *);

#endif
