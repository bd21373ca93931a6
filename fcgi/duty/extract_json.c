/* The extract as JSON: the tree's keys and machine values. */
#include <cjson/cJSON.h>

#include "duty/extract.h"

static bool
add_fact(cJSON *object, const struct extract_fact *f)
{
	if (f->machine == NULL)
		return cJSON_AddNullToObject(object, f->key) != NULL;
	if (f->number)
		return cJSON_AddRawToObject(object, f->key, f->machine) != NULL;
	return cJSON_AddStringToObject(object, f->key, f->machine) != NULL;
}

static bool
add_facts(cJSON *object, const struct extract_facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		if (!add_fact(object, &facts->at[i]))
			return false;
	return true;
}

static bool
add_tables(cJSON *object, const struct extract_tables *tables)
{
	for (size_t t = 0; t < tables->n; t++) {
		cJSON *array = cJSON_AddArrayToObject(object, tables->at[t].key);
		if (array == NULL)
			return false;
		for (size_t i = 0; i < tables->at[t].rows.n; i++) {
			cJSON *row = cJSON_CreateObject();
			if (row == NULL || !cJSON_AddItemToArray(array, row) ||
			    !add_facts(row, &tables->at[t].rows.at[i].cells))
				return false;
		}
	}
	return true;
}

static bool
fill(cJSON *root, const struct extract *x)
{
	cJSON *cases;

	if (!add_facts(root, &x->head.cells) || (cases = cJSON_AddArrayToObject(root, "permohonan")) == NULL)
		return false;
	for (size_t i = 0; i < x->cases.n; i++) {
		cJSON *one = cJSON_CreateObject();
		if (one == NULL || !cJSON_AddItemToArray(cases, one) ||
		    !add_facts(one, &x->cases.at[i].facts.cells) || !add_tables(one, &x->cases.at[i].tables))
			return false;
	}
	return add_tables(root, &x->tables);
}

int
extract_json(const struct extract *x, struct out *o)
{
	cJSON *root = cJSON_CreateObject();
	char *text = root != NULL && fill(root, x) ? cJSON_Print(root) : NULL;

	cJSON_Delete(root);
	if (text == NULL)
		return -1;
	out_str(o, text);
	out_str(o, "\n");
	cJSON_free(text);
	return o->failed ? -1 : 0;
}
