/* json.c - see json.h. */
#include "station/json.h"

#include "base/str.h"

const char *
json_text(const cJSON *o, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, key));
}

void
json_copy(char *dst, size_t size, const cJSON *o, const char *key)
{
	(void)str_copy(dst, size, json_text(o, key));
}

int
json_number(const cJSON *o, const char *key)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, key);

	return cJSON_IsNumber(v) ? v->valueint : 0;
}

bool
json_bool(const cJSON *o, const char *key)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(o, key));
}
