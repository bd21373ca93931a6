#include "admin/password.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"
#include "base/wordlist.h"

#define LINE	(PASSWORD_BYTES + 3)	/* a line end and the NUL */

static int
read_line(char *buf, size_t size, struct err *e)
{
	if (fgets(buf, (int)size, stdin) == NULL)
		return err_set(e, ERR_INPUT, 0, "no password was given");
	size_t n = strcspn(buf, "\r\n");
	if (buf[n] == '\0' && n == size - 1)
		return err_set(e, ERR_INPUT, 0, "%s", password_fault_text(PASSWORD_LONG));
	buf[n] = '\0';
	return 0;
}

static int
ask(char *buf, char *again, size_t size, struct err *e)
{
	struct termios was, quiet;
	int r;

	if (tcgetattr(STDIN_FILENO, &was) == -1)
		return read_line(buf, size, e);		/* no terminal */
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	fputs("Password: ", stderr);
	r = read_line(buf, size, e);
	fputs("\nOnce more: ", stderr);
	if (r == 0 && (r = read_line(again, size, e)) == 0 && !str_eq(buf, again))
		r = err_set(e, ERR_INPUT, 0, "the two are not the same");
	fputc('\n', stderr);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	return r;
}

static int
judge(const struct conf *conf, const char *policy, const char *password,
    const struct password_person *who, struct err *e)
{
	struct wordlist words;
	enum password_fault fault;

	if (wordlist_read(conf_str(conf, "paths", "common_passwords", "/usr/share/john/password.lst"),
	    &words, e) == -1)
		return -1;
	fault = password_check(password_policy(policy), password, who,
	    (struct password_list){ words.at, words.n });
	wordlist_free(&words);
	return fault == PASSWORD_GOOD ? 0 : err_set(e, ERR_INPUT, 0, "%s", password_fault_text(fault));
}

int
password_new(const struct conf *conf, const char *policy, const struct password_person *who,
    char ret_hash[PWHASH_SIZE], struct err *e)
{
	char stdio[BUFSIZ], *buf, *again;
	int r = -1;

	if (sodium_init() == -1)
		return err_set(e, ERR_BROKEN, 0, "libsodium");
	buf = sodium_malloc(LINE);
	again = sodium_malloc(LINE);
	if (buf == NULL || again == NULL)
		(void)err_set(e, ERR_FULL, 0, "no locked memory");
	else {
		(void)setvbuf(stdin, stdio, _IOFBF, sizeof stdio);	/* what is typed passes through here */
		r = ask(buf, again, LINE, e);
		if (r == 0 && (r = judge(conf, policy, buf, who, e)) == 0)
			r = pwhash_make(buf, ret_hash, e);
		(void)setvbuf(stdin, NULL, _IONBF, 0);
		sodium_memzero(stdio, sizeof stdio);
	}
	sodium_free(again);
	sodium_free(buf);
	return r;
}
