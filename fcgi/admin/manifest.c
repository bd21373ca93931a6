#include "admin/manifest.h"

#include <cjson/cJSON.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/out.h"
#include "base/str.h"

#define CONTEXT		"rekam-backup-1"
#define MANIFEST_MAX	(1u << 20)

static void
add_int(cJSON *o, const char *name, int64_t n)
{
	(void)cJSON_AddNumberToObject(o, name, (double)n);	/* all far below 2^53 */
}

static void
add_anchor(cJSON *o, const struct manifest *m)
{
	cJSON *a = cJSON_AddObjectToObject(o, "anchor");

	add_int(a, "no", m->anchor_no);
	(void)cJSON_AddStringToObject(a, "code", m->anchor_code);
	(void)cJSON_AddStringToObject(a, "body", m->anchor_body);
	(void)cJSON_AddStringToObject(a, "key", m->anchor_key);
	(void)cJSON_AddStringToObject(a, "signature", m->anchor_signature);
}

static cJSON *
to_json(const struct manifest *m)
{
	cJSON *o = cJSON_CreateObject(), *tables, *numbers;

	(void)cJSON_AddStringToObject(o, "format", CONTEXT);
	(void)cJSON_AddStringToObject(o, "file", m->file);
	(void)cJSON_AddStringToObject(o, "at", m->at);
	(void)cJSON_AddStringToObject(o, "server", m->server);
	add_int(o, "bytes", m->bytes);
	(void)cJSON_AddStringToObject(o, "sha256", m->sha256);
	add_int(o, "schema", m->figures.schema);
	(void)cJSON_AddStringToObject(o, "binlog", m->figures.binlog);
	add_int(o, "position", m->figures.position);
	tables = cJSON_AddArrayToObject(o, "tables");
	for (size_t i = 0; i < m->figures.tables; i++) {
		const struct figure *t = &m->figures.table[i];
		cJSON *row = cJSON_CreateObject();

		(void)cJSON_AddStringToObject(row, "name", t->name);
		add_int(row, "rows", t->rows);
		add_int(row, "highest", t->highest);
		add_int(row, "checksum", t->checksum);
		(void)cJSON_AddItemToArray(tables, row);
	}
	numbers = cJSON_AddArrayToObject(o, "numbers");
	for (size_t i = 0; i < m->figures.numbers; i++) {
		const struct figure_number *n = &m->figures.number[i];
		cJSON *row = cJSON_CreateObject();

		add_int(row, "office", n->office);
		(void)cJSON_AddStringToObject(row, "series", n->series);
		add_int(row, "year", n->year);
		add_int(row, "n", n->n);
		(void)cJSON_AddItemToArray(numbers, row);
	}
	if (m->anchor_no != 0)
		add_anchor(o, m);
	return o;
}

static int
sign_and_write(const char *path, const char *line, const struct letter_key *key,
    struct err *e)
{
	char sig_hex[2 * crypto_sign_BYTES + 1], id_hex[2 * LETTER_KEY_ID_LEN + 1];
	uint8_t sig[crypto_sign_BYTES];
	struct out o;
	int rc;

	out_init(&o, MANIFEST_MAX);
	out_printf(&o, CONTEXT "%s", line);
	if (o.failed)
		return err_set(e, ERR_FULL, 0, "no memory");
	(void)crypto_sign_detached(sig, NULL, (const uint8_t *)o.p, o.n, key->secret);
	str_hex(sig_hex, sig, sizeof sig);
	str_hex(id_hex, key->id, sizeof key->id);
	out_reset(&o);
	out_printf(&o, "%s\ned25519 %s %s\n", line, id_hex, sig_hex);
	rc = o.failed ? err_set(e, ERR_FULL, 0, "no memory") :
	    file_write(path, 0644, o.p, o.n, e);
	out_free(&o);
	return rc;
}

int
manifest_write(const char *path, const struct manifest *m, const struct letter_key *key,
    struct err *e)
{
	cJSON *o = to_json(m);
	char *line = cJSON_PrintUnformatted(o);
	int rc;

	cJSON_Delete(o);
	if (line == NULL)
		return err_set(e, ERR_FULL, 0, "no memory");
	rc = sign_and_write(path, line, key, e);
	cJSON_free(line);
	return rc;
}

static bool
get_int(const cJSON *o, const char *name, int64_t *ret)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);

	if (!cJSON_IsNumber(v) || v->valuedouble < -1 || v->valuedouble > 9e15)
		return false;
	*ret = (int64_t)v->valuedouble;
	return true;
}

static bool
get_str(const cJSON *o, const char *name, char *dst, size_t size)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsString(v) && str_copy(dst, size, v->valuestring);
}

static bool
get_table(const cJSON *row, struct figure *t)
{
	return get_str(row, "name", t->name, sizeof t->name) && get_int(row, "rows", &t->rows) &&
	    get_int(row, "highest", &t->highest) && get_int(row, "checksum", &t->checksum);
}

static bool
get_number(const cJSON *row, struct figure_number *n)
{
	return get_int(row, "office", &n->office) && get_int(row, "year", &n->year) &&
	    get_int(row, "n", &n->n) && get_str(row, "series", n->series, sizeof n->series);
}

/* A manifest from before there were anchors has none. */
static bool
get_anchor(const cJSON *o, struct manifest *m)
{
	const cJSON *a = cJSON_GetObjectItemCaseSensitive(o, "anchor");

	return a == NULL || (get_int(a, "no", &m->anchor_no) &&
	    get_str(a, "code", m->anchor_code, sizeof m->anchor_code) &&
	    get_str(a, "body", m->anchor_body, sizeof m->anchor_body) &&
	    get_str(a, "key", m->anchor_key, sizeof m->anchor_key) &&
	    get_str(a, "signature", m->anchor_signature, sizeof m->anchor_signature));
}

static bool
from_json(const cJSON *o, struct manifest *m)
{
	const cJSON *tables = cJSON_GetObjectItemCaseSensitive(o, "tables");
	const cJSON *numbers = cJSON_GetObjectItemCaseSensitive(o, "numbers"), *row;
	struct figures *f = &m->figures;
	char format[sizeof CONTEXT];

	if (!get_str(o, "format", format, sizeof format) || strcmp(format, CONTEXT) != 0 ||
	    !get_str(o, "file", m->file, sizeof m->file) || !get_str(o, "at", m->at, sizeof m->at) ||
	    !get_str(o, "server", m->server, sizeof m->server) ||
	    !get_int(o, "bytes", &m->bytes) || !get_str(o, "sha256", m->sha256, sizeof m->sha256) ||
	    !get_int(o, "schema", &f->schema) || !get_str(o, "binlog", f->binlog, sizeof f->binlog) ||
	    !get_int(o, "position", &f->position) || !cJSON_IsArray(tables) ||
	    !cJSON_IsArray(numbers) || !get_anchor(o, m))
		return false;
	cJSON_ArrayForEach(row, tables)
		if (f->tables == FIGURES_TABLES || !get_table(row, &f->table[f->tables++]))
			return false;
	cJSON_ArrayForEach(row, numbers)
		if (f->numbers == FIGURES_NUMBERS || !get_number(row, &f->number[f->numbers++]))
			return false;
	return true;
}

/* The second line belongs to the first. */
static bool
signature_fits(const char *line, const char *second, const uint8_t public_key[32])
{
	char hex[2 * crypto_sign_BYTES + 1], id[2 * LETTER_KEY_ID_LEN + 1], again[180];
	uint8_t sig[crypto_sign_BYTES];
	struct out o;
	bool good;

	if (sscanf(second, "ed25519 %8[0-9a-f] %128[0-9a-f]", id, hex) != 2 ||
	    snprintf(again, sizeof again, "ed25519 %s %s\n", id, hex) < 0 ||
	    strcmp(again, second) != 0 || !str_unhex(sig, sizeof sig, hex))
		return false;
	out_init(&o, MANIFEST_MAX + 64);
	out_printf(&o, CONTEXT "%s", line);
	good = !o.failed && crypto_sign_verify_detached(sig, (const uint8_t *)o.p, o.n,
	    public_key) == 0;
	out_free(&o);
	return good;
}

int
manifest_read(const char *path, const uint8_t public_key[32], struct manifest *ret,
    struct err *e)
{
	size_t n;
	char *text = file_read(path, MANIFEST_MAX, false, &n, e), *second;
	cJSON *o = NULL;
	int rc;

	memset(ret, 0, sizeof *ret);
	if (text == NULL)
		return -1;
	second = strchr(text, '\n');
	if (second != NULL)
		*second++ = '\0';
	if (second == NULL || strlen(second) + (size_t)(second - text) != n ||
	    !signature_fits(text, second, public_key))
		rc = err_set(e, ERR_BROKEN, 0, "%s: changed, or signed by another server", path);
	else if ((o = cJSON_Parse(text)) == NULL || !from_json(o, ret))
		rc = err_set(e, ERR_BROKEN, 0, "%s: not a manifest of this format", path);
	else
		rc = 0;
	cJSON_Delete(o);
	file_free(text, n);
	return rc;
}
