/* manual.h - what `rekamctl help COMMAND` says: words, meaning, examples, errors. */
#ifndef ADMIN_MANUAL_H
#define ADMIN_MANUAL_H

/* NULL: this command has no page; its row in the table has to do. */
const char	*manual_page(const char *command);

#endif
