/*
 * rekam-render - reads PDFs for the pages: a picture of a page, its words, its facts
 * (print/render.h).  It has no database, no network and no file of its own; each request is a
 * process that becomes one of poppler's programs with the PDF in memory as its input and
 * the connection as its output, within limits of time and memory.  So a malformed PDF costs
 * one answer, and what it might make of poppler reaches nothing.
 *
 * Descriptor 3 listens.  At most CHILDREN at once; the
 * others wait.  SIGTERM: ends when the children have ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/harden.h"
#include "base/log.h"
#include "print/render.h"

#define LISTEN_FD	3
#define CHILDREN	4
#define SECONDS		10			/* of a child's whole life */
#define MEMORY		((rlim_t)768 << 20)	/* address space of poppler */
#define PATIENCE	5			/* seconds for the next bytes of a request */

static volatile sig_atomic_t stop;

static void
on_signal(int sig)
{
	if (sig != SIGCHLD)
		stop = sig;
}

/* ---- the child ---- */

static bool
take(int fd, uint8_t *at, size_t n)
{
	while (n > 0) {
		ssize_t got = recv(fd, at, n, 0);

		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* The PDF as a file in memory, sealed by nobody knowing it. */
static int
pdf_file(int from, size_t size)
{
	int fd = memfd_create("pdf", MFD_CLOEXEC);
	uint8_t *at;
	bool whole;

	if (fd == -1 || ftruncate(fd, (off_t)size) == -1)
		return -1;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return -1;
	whole = take(from, at, size);
	(void)munmap(at, size);
	return whole ? fd : -1;
}

static bool
limit(int what, rlim_t most)
{
	const struct rlimit l = { most, most };

	return setrlimit(what, &l) == 0;
}

static _Noreturn void
become(const struct render_request *r)
{
	char page[8], dpi[8], language[] = "LC_ALL=C.UTF-8", home[] = "HOME=/nonexistent";
	char *const environ[] = { language, home, NULL };

	(void)snprintf(page, sizeof page, "%d", r->page);
	(void)snprintf(dpi, sizeof dpi, "%d", r->dpi);
	switch (r->what) {
	case RENDER_PICTURE:
		(void)execle("/usr/bin/pdftoppm", "pdftoppm", "-png", "-singlefile", "-r", dpi, "-f", page, "-l", page,
		    "-", (char *)NULL, environ);
		break;
	case RENDER_TEXT:
		(void)execle("/usr/bin/pdftotext", "pdftotext", "-layout", "-", "-", (char *)NULL, environ);
		break;
	case RENDER_FACTS:
		(void)execle("/usr/bin/pdfinfo", "pdfinfo", "-", (char *)NULL, environ);
		break;
	}
	_exit(127);
}

/* What poppler says of a bad file may quote it: it goes nowhere. */
static _Noreturn void
serve(int fd)
{
	const struct timeval patience = { .tv_sec = PATIENCE };
	uint8_t header[RENDER_HEADER];
	struct render_request r;
	int pdf, nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	(void)alarm(SECONDS);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (!take(fd, header, sizeof header) || !render_header_read(header, &r) ||
	    (pdf = pdf_file(fd, r.size)) == -1)
		_exit(1);
	if (nowhere == -1 || dup2(pdf, STDIN_FILENO) == -1 || dup2(fd, STDOUT_FILENO) == -1 ||
	    dup2(nowhere, STDERR_FILENO) == -1 || !limit(RLIMIT_CPU, SECONDS) ||
	    !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_AS, MEMORY))
		_exit(1);
	become(&r);
}

/* ---- the parent ---- */

static int
reap(int children)
{
	int status;

	while (children > 0 && waitpid(-1, &status, WNOHANG) > 0) {
		children--;
		if (WIFSIGNALED(status))
			log_event(LOG_LEVEL_WARN, "a PDF was not read in time or broke its reader", NULL);
	}
	return children;
}

static int
meet(int listen_fd, int children)
{
	int fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC);
	pid_t child;

	if (fd == -1)
		return children;
	child = fork();
	if (child == 0) {
		sigset_t none;

		(void)signal(SIGTERM, SIG_DFL);
		(void)sigemptyset(&none);
		(void)sigprocmask(SIG_SETMASK, &none, NULL);
		(void)close(listen_fd);
		serve(fd);
	}
	(void)close(fd);
	if (child == -1)
		log_event(LOG_LEVEL_ERROR, "no process for a PDF", "error", strerror(errno), NULL);
	return child == -1 ? children : children + 1;
}

/* Signals are let in only while it waits. */
static void
loop(int listen_fd)
{
	const int signals[] = { SIGCHLD, SIGTERM, SIGINT };
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t blocked, open;
	int children = 0;

	(void)sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		(void)sigaction(signals[i], &sa, NULL);
		(void)sigaddset(&blocked, signals[i]);
	}
	(void)sigprocmask(SIG_BLOCK, &blocked, &open);
	while (!stop || children > 0) {
		struct pollfd p = { .fd = stop || children == CHILDREN ? -1 : listen_fd, .events = POLLIN };

		if (ppoll(&p, 1, NULL, &open) > 0 && p.revents != 0)
			children = meet(listen_fd, children);
		children = reap(children);
	}
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };
	int flags = fcntl(LISTEN_FD, F_GETFL);
	(void)argv;

	log_name("rekam-render");
	if (argc != 1) {
		(void)fputs("usage: rekam-render (descriptor 3 listens)\n", stderr);
		return 2;
	}
	if (flags == -1 || fcntl(LISTEN_FD, F_SETFL, flags | O_NONBLOCK) == -1) {
		log_event(LOG_LEVEL_ERROR, "start", "error", "descriptor 3 is no listening socket", NULL);
		return EXIT_FAILURE;
	}
	if (harden(0, &e) == -1) {
		log_event(LOG_LEVEL_ERROR, "start", "error", e.text, NULL);
		return EXIT_FAILURE;
	}
	loop(LISTEN_FD);
	return EXIT_SUCCESS;
}
