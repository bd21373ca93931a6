/* json.h - values of a JSON object by name, for what the station says and hears.  The key as it stands there;
 * absent or of another type is NULL, 0 or false. */
#ifndef STATION_JSON_H
#define STATION_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

const char	*json_text(const cJSON *, const char *key);	/* belongs to the object */
void		 json_copy(char *dst, size_t size, const cJSON *, const char *key);	/* cut to size; "" absent */
int		 json_number(const cJSON *, const char *key);
bool		 json_bool(const cJSON *, const char *key);

#endif
