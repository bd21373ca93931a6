#include "store/transport.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

#define US	INT64_C(1000000)
#define DAY_US	(86400 * US)

static const char *const hsts_word[HSTS__MAX] = { "NEVER", "ON", "BACK" };

const char *
transport_hsts_word(enum hsts h)
{
	return h < HSTS__MAX ? hsts_word[h] : "?";
}

const char *
transport_folder(const struct conf *conf)
{
	return conf_str(conf, "paths", "tls", "/etc/rekam/tls");
}

static int
state_path(char path[PATH_MAX], const char *folder, struct err *e)
{
	int n = snprintf(path, PATH_MAX, "%s/state", folder);

	return n > 0 && n < PATH_MAX ? 0 : err_set(e, ERR_INPUT, 0, "path is too long: %s", folder);
}

static struct utc
at(const struct conf *c, const char *key)
{
	return (struct utc){ conf_int(c, "tls", key, 0) * US };
}

int
transport_read(const char *folder, struct transport *ret, struct err *e)
{
	char path[PATH_MAX];
	struct conf *c;
	bool whole;

	if (state_path(path, folder, e) == -1 || (c = conf_read(path, e)) == NULL)
		return -1;
	*ret = (struct transport){
		.plain_port = (int)conf_int(c, "tls", "plain_port", 80),
		.crl_number = conf_int(c, "tls", "crl_number", 0),
		.ca_since = at(c, "ca_since"), .ca_until = at(c, "ca_until"), .since = at(c, "since"),
		.until = at(c, "until"), .crl_until = at(c, "crl_until"), .hsts_at = at(c, "hsts_at"),
	};
	const struct { const char *key; char *to; size_t size; } text[] = {
		{ "host", ret->host, sizeof ret->host }, { "local", ret->local, sizeof ret->local },
		{ "address", ret->address, sizeof ret->address },
		{ "names", ret->names, sizeof ret->names },
		{ "ca_sha256", ret->ca_sha256, sizeof ret->ca_sha256 },
		{ "ca_sha1", ret->ca_sha1, sizeof ret->ca_sha1 },
	};
	whole = true;
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		whole = str_copy(text[i].to, text[i].size, conf_str(c, "tls", text[i].key, "")) && whole;
	for (enum hsts h = 0; h < HSTS__MAX; h++)
		if (str_eq(conf_str(c, "tls", "hsts", ""), hsts_word[h]))
			ret->hsts = h;
	conf_free(c);
	if (!whole || ret->host[0] == '\0' || ret->until.us == 0)
		return err_set(e, ERR_BROKEN, 0, "%s: not what rekamctl tls writes", path);
	return 0;
}

int
transport_write(const char *folder, const struct transport *t, struct err *e)
{
	char path[PATH_MAX], text[1024];
	int n;

	if (state_path(path, folder, e) == -1)
		return -1;
	n = snprintf(text, sizeof text, "; written by rekamctl tls; nothing here is secret\n[tls]\n"
	    "host=%s\nlocal=%s\naddress=%s\nnames=%s\nplain_port=%d\nca_sha256=%s\nca_sha1=%s\n"
	    "ca_since=%lld\nca_until=%lld\nsince=%lld\nuntil=%lld\n"
	    "crl_until=%lld\ncrl_number=%lld\nhsts=%s\nhsts_at=%lld\n",
	    t->host, t->local, t->address, t->names, t->plain_port, t->ca_sha256, t->ca_sha1,
	    (long long)(t->ca_since.us / US), (long long)(t->ca_until.us / US),
	    (long long)(t->since.us / US), (long long)(t->until.us / US),
	    (long long)(t->crl_until.us / US), (long long)t->crl_number,
	    transport_hsts_word(t->hsts), (long long)(t->hsts_at.us / US));
	if (n < 0 || (size_t)n >= sizeof text)
		return err_set(e, ERR_BROKEN, 0, "%s: too long", path);
	return file_write(path, 0644, text, (size_t)n, e);
}

int64_t
transport_days(struct utc now, struct utc then)
{
	int64_t d = then.us - now.us;

	return d >= 0 ? d / DAY_US : -((-d + DAY_US - 1) / DAY_US);
}
