#include "admin/audit_ctl.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "admin/audit_verify.h"
#include "base/file.h"
#include "base/str.h"
#include "sign/client.h"
#include "sign/letter_key.h"

static int
anchor(const struct ctl *c, struct err *e)
{
	const char *socket = conf_must(c->conf, "signd", "socket", e);
	int64_t no, rows;
	char code[20];

	if (socket == NULL)
		return -1;
	if (sign_anchor(socket, &no, &rows, code, e) == 0) {
		(void)printf("anchor %" PRId64 "  %s  %" PRId64 " rows\n", no, code, rows);
		return 0;
	}
	if (e->kind != ERR_CONFLICT)
		return -1;
	(void)fprintf(stderr, "%s\n", e->text);
	return CTL_FINDING;
}

static int
path_of(const struct ctl *c, const char *given, const char *name, char ret[PATH_MAX],
    struct err *e)
{
	const char *keys = given != NULL ? "" : conf_must(c->conf, "paths", "keys", e);
	int n = given != NULL ? snprintf(ret, PATH_MAX, "%s", given) :
	    keys == NULL ? -1 : snprintf(ret, PATH_MAX, "%s/%s", keys, name);

	return keys == NULL ? -1 : n > 0 && n < PATH_MAX ? 0 :
	    err_set(e, ERR_INPUT, 0, "path is too long: %s", name);
}

static int
verify(const struct ctl *c, const char *anchors, const char *public, struct err *e)
{
	const char *own = conf_str(c->conf, "signd", "anchor_log", NULL);
	char key_path[PATH_MAX], log_path[PATH_MAX];
	struct verify_order o = { .outside = anchors != NULL, .say = stdout };
	int64_t findings;

	if (path_of(c, public, "anchor.pub", key_path, e) == -1 ||
	    path_of(c, anchors != NULL ? anchors : own, "anchors.txt", log_path, e) == -1)
		return -1;
	/* a new server has no key and no anchor yet; a key that was named must be there */
	if (public != NULL || file_there(key_path)) {
		if (letter_public_read(key_path, o.public_key, e) == -1)
			return -1;
		o.has_key = true;
	}
	if (anchors != NULL || file_there(log_path))
		o.log = log_path;
	if (audit_verify(c->conf, &o, &findings, e) == -1)
		return -1;
	return findings == 0 ? 0 : CTL_FINDING;
}

int
ctl_audit(const struct ctl *c, int argc, char **argv, struct err *e)
{
	const char *anchors = NULL, *public = NULL;

	if (argc == 2 && str_eq(argv[1], "anchor"))
		return anchor(c, e);
	if (argc < 2 || !str_eq(argv[1], "verify") || argc % 2 != 0)
		return CTL_USAGE;
	for (int i = 2; i < argc; i += 2) {
		if (str_eq(argv[i], "--anchors"))
			anchors = argv[i + 1];
		else if (str_eq(argv[i], "--public"))
			public = argv[i + 1];
		else
			return CTL_USAGE;
	}
	return verify(c, anchors, public, e);
}
