/* api_selftest.c - what the station finds when it looks at itself: asked for when the office opens. */
#include <cjson/cJSON.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "station/api_priv.h"
#include "station/seal.h"
#include "station/template_box.h"

#define NOBODY	"00000000-0000-4000-8000-000000000000"

static void
line(cJSON *list, const char *name, bool ok, const char *text)
{
	cJSON *o = cJSON_CreateObject();

	cJSON_AddStringToObject(o, "name", name);
	cJSON_AddBoolToObject(o, "ok", ok);
	cJSON_AddStringToObject(o, "text", text);
	cJSON_AddItemToArray(list, o);
}

/* A record of a hundred bytes is made, checked, and does not verify any more when one bit is turned. */
static bool
seal_works(const struct station_api *a, const struct seal_export_key *to)
{
	static const uint8_t image[100] = { 1, 2, 3 };
	static uint8_t record[SEAL_OVERHEAD + sizeof(image)];
	const struct seal_head head = { .casefile = NOBODY, .job = NOBODY, .finger = 1, .format = SEAL_RAW8, .width = 10,
	    .height = 10, .captured = utc_now(), .driver = "-", .officer = "-", .station = "-", .purpose = SEAL_FINGER };
	struct seal_head back;
	struct err e;
	bool ok = seal_make(&head, (struct bytes){ image, sizeof(image) }, a->conf.key, to, record, &e) == 0 &&
	    seal_verify((struct bytes){ record, sizeof(record) }, a->conf.key->public_key, &back, &e) == 0;

	record[SEAL_HEADER + 7] ^= 1;
	return ok && seal_verify((struct bytes){ record, sizeof(record) }, a->conf.key->public_key, &back, &e) != 0;
}

static bool
templates_work(const struct station_api *a)
{
	struct secret box, print;
	struct err e;
	bool ok = false;

	if (template_box_make(a->conf.key, NOBODY, 1, (struct bytes){ (const uint8_t *)"x", 1 }, &box, &e) != 0)
		return false;
	if (template_box_open(a->conf.key, NOBODY, 1, secret_bytes(&box), &print, &e) == 0) {
		ok = print.n == 1 && print.p[0] == 'x';
		secret_free(&print);
	}
	secret_free(&box);
	return ok;
}

/* The newest key of a list that ran out still seals, but nobody waits any more to make new ones. */
static bool
of_this_month(const struct station_api *a, const struct seal_export_key *k)
{
	struct day today = utc_day_wib(utc_now());
	char month[16];

	(void)snprintf(month, sizeof(month), "%04d-%02d", today.y, today.m);
	return !str_eq(a->conf.epoch, "auto") || str_eq(k->epoch, month);
}

void
api_selftest(struct station_api *a, struct station_reply *r)
{
	cJSON *o = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(o, "tests");
	struct seal_export_key to;
	struct secret room;
	struct err e = { .kind = ERR_NONE };
	bool export = seal_export_key_read(a->conf.export_public, a->conf.epoch, utc_now(), &to, &e) == 0;

	line(list, "kunci_ekspor", export && of_this_month(a, &to), export ? to.epoch : e.text);
	line(list, "segel", export && seal_works(a, &to), "");
	line(list, "ciri_sidik_jari", templates_work(a), "");
	bool memory = secret_alloc(&room, 2u << 20) == 0;
	if (memory)
		secret_free(&room);
	line(list, "memori_terkunci", memory, "");
	line(list, "alat", a->reader.present, a->reader.present ? a->reader.name : "");
	line(list, "gambar_alat", a->reader.present && a->reader.image, a->reader.driver);
	api_answer_json(a, r, 200, o);
}
