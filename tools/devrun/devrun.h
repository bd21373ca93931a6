/*
 * devrun.h - the supervisor of a private instance: everything rekam needs,
 * under one folder, on one port, in the foreground, gone when it ends.
 *
 * Two processes: the guardian (the one that was started) and the supervisor,
 * its child.  The supervisor owns every service.  Killed guardian: the
 * supervisor is told by the kernel and ends everything in order.  Killed
 * supervisor: its services are told by the kernel, what is left falls to the
 * guardian (subreaper), which ends it.
 */
#ifndef DEVRUN_H
#define DEVRUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- say.c: one line per event on standard output */

void	 say_quiet(bool);	/* afterwards only say_error speaks */
void	 say(const char *who, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 say_error(const char *fmt, ...)	/* one or more lines, standard error */
	    __attribute__((format(printf, 1, 2)));
void	 say_tail(const char *path, int nlines);	/* the end of a log file */
int64_t	 now_ms(void);		/* monotonic */

/* ---- instance.c: the folder, the port, the accounts */

enum run_as { AS_CALLER, AS_PROGRAM, AS_DATABASE, AS__MAX };

struct account {
	char	 name[64];
	uid_t	 uid;
	gid_t	 gid;
};

struct instance {
	char		 dir[512];	/* absolute */
	char		 build[512];	/* absolute */
	char		 tools[512];	/* absolute: the folder of `instance` */
	char		 listen[64];	/* address */
	int		 port;
	int		 web_fd;	/* listening socket for nginx */
	bool		 tls;		/* the site over TLS; port is the plain one beside it */
	int		 tls_port;	/* 0: a free one */
	int		 tls_fd;	/* listening socket for nginx, -1: none */
	int		 printer_port;	/* the software printer's */
	int		 lock_fd;
	const char	*printer;	/* a queue of the system's cupsd, or NULL */
	const char	*reader;	/* virtual, usb */
	const char	*reader_cmd;	/* replaces rekam-reader, or NULL */
	bool		 shared;	/* folders above are passable: accounts differ */
	bool		 with_parent;	/* end when the parent ends */
	bool		 quiet;
	const char	*ready_file;	/* or NULL */
	struct account	 as[AS__MAX];
};

/* Makes the folder, locks it, takes the port, chooses the accounts and puts
 * all of it into the environment for the script `instance`.
 * 0, or -1 after say_error. */
int	 instance_open(struct instance *, const char *dir, const char *build);
/* A free TCP port of the loopback address, or -1. */
int	 instance_free_port(void);

/* ---- service.c: what is started, watched, restarted, ended */

enum ready { READY_NOW, READY_UNIX, READY_TCP, READY_FILE };

/* One row of the plan.  {dir} {build} {printer} are replaced in words. */
struct service_row {
	const char	*name;
	int		 count;
	int		 stage;		/* the highest stage ends first */
	enum run_as	 as;
	const char	*command;	/* words split at blanks */
	const char	*socket;	/* below DIR/run, passed as fd 3, or NULL */
	int		 socket_type;	/* SOCK_STREAM, SOCK_DGRAM */
	bool		 nonblock;
	bool		 nginx;		/* fd 3 = the web port, 4 = socket, 5 = TLS port; NGINX=3;4;5; */
	enum ready	 ready;
	const char	*ready_at;	/* path below DIR */
	const char	*env[4];	/* NAME=value, {dir} replaced */
};

/* Starts row's processes; with ready != READY_NOW waits until it answers.
 * 0, or -1 after say_error; -2 when a signal asked to end. */
int	 service_start(const struct instance *, const struct service_row *);
/* Runs `tools/devrun/instance WORD` as the account; waits.  0, -1, -2. */
int	 service_step(const struct instance *, enum run_as, const char *word);
/* Serves signals and deaths for ms (-1: until asked to end).  0, or -2. */
int	 service_watch(const struct instance *, int ms);
/* Ends everything, highest stage first. */
void	 service_stop_all(void);
/* How many processes are not running now. */
int	 service_down(void);
/* Blocks the signals this file handles and opens the signal fd. */
int	 service_init(const struct instance *);

/* ---- spawn.c */

#define SPAWN_FDS	3

struct spawn {
	const struct instance	*in;
	enum run_as		 as;
	const char		*log;		/* appended */
	char *const		*argv;
	const char *const	*env;		/* extra, ends with NULL */
	int			 fd[SPAWN_FDS];	/* become 3, 4, 5; -1: none (behind the last) */
	bool			 nginx;
};

pid_t	 spawn(const struct spawn *);
/* Text with {dir}, {build}, {printer} replaced; free it. */
char	*spawn_expand(const struct instance *, const char *text);
/* Listening (or bound datagram) Unix socket below DIR/run; -1 after say_error. */
int	 spawn_socket(const struct instance *, const char *name, int type, bool nonblock);

/* ---- plan.c */

/* Starts everything in order.  0, -1, -2 as above. */
int	 plan_start(struct instance *);
/* Replace the workers of rekam-web one after the other (SIGUSR1). */
bool	 plan_is_worker(const char *name);

#endif
