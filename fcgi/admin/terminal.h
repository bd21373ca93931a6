/*
 * terminal.h - who sits at the terminal: nobody is logged in there, so a trace says
 * "rekamctl NAME" where others have the address of a PC.
 */
#ifndef ADMIN_TERMINAL_H
#define ADMIN_TERMINAL_H

/* The account of the operating system that logged in: sudo and su do not change it.
 * "" when it has no name; lives until the next call. */
const char	*terminal_user(void);
/* "rekamctl NAME", cut to what audit.address takes; lives as long as the program. */
const char	*terminal_address(void);

#endif
