#include "program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS	64

int
program_run(char *said, size_t size, const char *first, ...)
{
	char *argv[WORDS + 1];
	va_list ap;
	int fd[2], status, n = 0;
	size_t have = 0;
	ssize_t got;

	va_start(ap, first);
	for (const char *w = first; w != NULL && n < WORDS; w = va_arg(ap, const char *))
		argv[n++] = strdup(w);
	va_end(ap);
	argv[n] = NULL;
	if (pipe(fd) == -1)
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		dup2(fd[1], 1);
		dup2(fd[1], 2);
		close(fd[0]);
		close(fd[1]);
		execvp(argv[0], argv);
		perror(argv[0]);
		_exit(127);
	}
	close(fd[1]);
	while (n > 0)
		free(argv[--n]);
	while (have < size - 1 && (got = read(fd[0], said + have, size - 1 - have)) > 0)
		have += (size_t)got;
	said[have] = '\0';
	close(fd[0]);
	if (pid == -1 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

const char *
program_tool(const char *name)
{
	static char path[4096];
	const char *b = getenv("B");

	snprintf(path, sizeof path, "%s/%s", b != NULL ? b : "build", name);
	return path;
}

void
program_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) == EOF || fclose(f) != 0) {
		perror(path);
		abort();
	}
}
