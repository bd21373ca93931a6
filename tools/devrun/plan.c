/*
 * plan.c - what an instance consists of, in order of start.  A new service is
 * a row here.  Stages end from the highest to 0: the database is the last.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "devrun/devrun.h"
#include "devrun/probe.h"

enum stage { STAGE_DATABASE, STAGE_BUS, STAGE_PRINTER, STAGE_CUPS, STAGE_NGINX, STAGE_PRINT, STAGE_WEB };

#define BUS	"DBUS_SYSTEM_BUS_ADDRESS=unix:path={dir}/run/dbus.sock"
#define WEB(pool, n) { .name = "web-" pool, .count = (n), .stage = STAGE_WEB, .as = AS_PROGRAM, \
	.command = "{build}/bin/rekam-web -c {dir}/conf/web-" pool ".conf -p " pool, \
	.socket = "web-" pool ".sock", .socket_type = SOCK_STREAM, .nonblock = true }

static const struct service_row database = {
	.name = "mariadb", .count = 1, .stage = STAGE_DATABASE, .as = AS_DATABASE,
	.command = "mariadbd --defaults-file={dir}/db.cnf",
	.ready = READY_UNIX, .ready_at = "run/mariadb.sock",
};

static const struct service_row printing[] = {
	{ .name = "dbus", .count = 1, .stage = STAGE_BUS, .as = AS_PROGRAM,
	    .command = "dbus-daemon --config-file={dir}/cups/dbus.conf --nofork --nopidfile",
	    .ready = READY_UNIX, .ready_at = "run/dbus.sock" },
	{ .name = "printer", .count = 1, .stage = STAGE_PRINTER, .as = AS_PROGRAM,
	    .command = "ippeveprinter -p {printer} -d {dir}/cups/eve -c {dir}/cups/print -r off"
	    " -n localhost -f application/pdf,image/pwg-raster,image/urf,image/jpeg Rekam",
	    .ready = READY_TCP, .env = { BUS } },
	{ .name = "cupsd", .count = 1, .stage = STAGE_CUPS, .as = AS_CALLER,
	    .command = "cupsd -f -c {dir}/cups/etc/cupsd.conf -s {dir}/cups/etc/cups-files.conf",
	    .ready = READY_UNIX, .ready_at = "run/cups.sock", .env = { BUS } },
};

static const struct service_row signd = {
	.name = "signd", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/rekam-signd -c {dir}/conf/signd.conf",
	.socket = "signd.sock", .socket_type = SOCK_STREAM,
};
static const struct service_row printd = {
	.name = "printd", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/rekam-printd -c {dir}/conf/printd.conf",
	.socket = "printd.sock", .socket_type = SOCK_DGRAM,
};
static const struct service_row render = {
	.name = "render", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/rekam-render",
	.socket = "render.sock", .socket_type = SOCK_STREAM, .nonblock = true,
};
static const struct service_row fakefinger = {
	.name = "fakefinger", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/fakefinger --serve {dir}/run/finger.sock",
};
static struct service_row reader = {
	.name = "reader", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/rekam-reader -c {dir}/conf/reader.conf",
	.socket = "reader.sock", .socket_type = SOCK_STREAM,
};
static const struct service_row station = {
	.name = "station", .count = 1, .stage = STAGE_PRINT, .as = AS_PROGRAM,
	.command = "{build}/bin/rekam-station -c {dir}/conf/station.conf",
	.socket = "station.sock", .socket_type = SOCK_STREAM, .nonblock = true,
};
static const struct service_row web[] = {
	WEB("pages", 4), WEB("auth", 2), WEB("admin", 1), WEB("station", 2), WEB("upload", 1),
};
static const struct service_row nginx = {
	.name = "nginx", .count = 1, .stage = STAGE_NGINX, .as = AS_PROGRAM,
	.command = "nginx -e {dir}/log/nginx-error.log -p {dir}/nginx -c {dir}/nginx/nginx.conf",
	.socket = "station-http.sock", .socket_type = SOCK_STREAM, .nginx = true,
	.ready = READY_FILE, .ready_at = "run/nginx.pid",
};

bool
plan_is_worker(const char *name)
{
	return strncmp(name, "web-", 4) == 0;
}

/* Built yet?  What is not there is left out, with a word about it. */
static bool
built(const struct instance *in, const struct service_row *row)
{
	char command[256];
	char *path;
	bool there;

	snprintf(command, sizeof command, "%.*s", (int)strcspn(row->command, " "), row->command);
	path = spawn_expand(in, command);
	there = path[0] != '/' || access(path, X_OK) == 0;
	if (!there)
		say(row->name, "left out: %s is not built", path);
	free(path);
	return there;
}

/* Does the route table use this pool?  nginxgen has listed those that it does. */
static bool
wanted(const struct instance *in, const struct service_row *row)
{
	char path[600], line[64];
	bool found = false;
	FILE *f;

	if (!plan_is_worker(row->name))
		return true;
	snprintf(path, sizeof path, "%s/nginx/pools", in->dir);
	if ((f = fopen(path, "re")) == NULL)
		return true;
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		found = found || strcmp(line, row->name) == 0;
	}
	fclose(f);
	return found;
}

static int
start(const struct instance *in, const struct service_row *row)
{
	return wanted(in, row) && built(in, row) ? service_start(in, row) : 0;
}

#define TRY(call) do { int rc_ = (call); if (rc_ != 0) return rc_; } while (0)

static int
start_database(const struct instance *in)
{
	TRY(service_step(in, AS_CALLER, "database"));
	TRY(start(in, &database));
	return service_step(in, AS_CALLER, "accounts");
}

static int
start_printing(const struct instance *in)
{
	char tray[600];

	if (in->printer != NULL)
		return 0;
	for (size_t i = 0; i < sizeof printing / sizeof printing[0]; i++)
		TRY(start(in, &printing[i]));
	snprintf(tray, sizeof tray, "%s/paper", in->dir);
	probe_paper_watch(tray);
	return service_step(in, AS_CALLER, "queue");
}

static int
start_reader(const struct instance *in)
{
	if (in->reader_cmd != NULL)
		reader.command = in->reader_cmd;
	else if (strcmp(in->reader, "usb") == 0)
		reader.as = AS_CALLER;
	else
		TRY(start(in, &fakefinger));
	return start(in, &reader);
}

int
plan_start(struct instance *in)
{
	TRY(service_step(in, AS_CALLER, "prepare"));
	TRY(start_database(in));
	TRY(start_printing(in));
	TRY(service_step(in, AS_PROGRAM, "seed"));
	if (in->tls)
		TRY(service_step(in, AS_PROGRAM, "certificate"));
	TRY(service_step(in, AS_CALLER, "usequeue"));
	TRY(start(in, &signd));
	TRY(start(in, &printd));
	TRY(start(in, &render));
	TRY(start_reader(in));
	TRY(start(in, &station));
	for (size_t i = 0; i < sizeof web / sizeof web[0]; i++)
		TRY(start(in, &web[i]));
	TRY(start(in, &nginx));
	return service_watch(in, 300);
}
