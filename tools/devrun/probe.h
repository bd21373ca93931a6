/*
 * probe.h - looking from outside: does it answer, did paper come out.
 */
#ifndef DEVRUN_PROBE_H
#define DEVRUN_PROBE_H

#include <stdbool.h>

bool	 probe_unix(const char *path);	/* something accepts there */
bool	 probe_tcp(int port);		/* on the loopback address */
/* Watches the printer's tray and says each new sheet; the fd is for poll, -1: none. */
void	 probe_paper_watch(const char *folder);
int	 probe_paper_fd(void);
void	 probe_paper(void);

#endif
