#include "admin/terminal.h"

#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

#define NOBODY	4294967295	/* loginuid of what nobody logged in for */

const char *
terminal_user(void)
{
	char *text = file_read("/proc/self/loginuid", 20, false, NULL, NULL);
	int64_t uid = NOBODY;
	const struct passwd *p;

	if (text == NULL || !str_int(text, 0, NOBODY, &uid) || uid == NOBODY)
		uid = (int64_t)getuid();
	file_free(text, 20);
	p = getpwuid((uid_t)uid);
	return p == NULL ? "" : p->pw_name;
}

const char *
terminal_address(void)
{
	static char address[46];

	if (address[0] == '\0')
		(void)snprintf(address, sizeof address, "rekamctl %.30s", terminal_user());
	return address;
}
