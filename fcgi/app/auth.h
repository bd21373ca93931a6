/* auth.h - who is at the keyboard: the session cookie becomes struct who. */
#ifndef APP_AUTH_H
#define APP_AUTH_H

#include "page/visit.h"

/* Fills v->who and v->csrf; v->who.user == 0: nobody.  0, -1 (v->err). */
int	 auth_who(struct visit *);
/* A sign of life of an open session, kept to the minute.  0, -1 (v->err). */
int	 auth_alive(struct visit *);
/* Does the form's token belong to this session (or to this visitor before login)? */
bool	 auth_csrf_ok(const struct visit *);

#endif
