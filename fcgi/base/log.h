/*
 * log.h - one key=value line per event on standard error; the supervisor or
 * journald puts it where it belongs.  Text that came from outside is filtered:
 * control characters and quotes cannot forge a line (ASVS 16.4.1).
 * No NIK, name, password or token is ever logged.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

void	 log_name(const char *program);		/* once, in main */
void	 log_threshold(enum log_level);		/* default: info */
/* event: a short fixed word pair ("job held"); then key, value pairs as
 * strings, ended by NULL: log_event(LOG_LEVEL_INFO, "job done", "id", id, NULL) */
void	 log_event(enum log_level, const char *event, ...)
	    __attribute__((sentinel));

#endif
