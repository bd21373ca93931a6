/*
 * ppi.c - resolution of the images that libfprint 1.94.5 delivers, by driver, and which way they come.  All ids of a
 * driver have one resolution as far as is known (STATION.md 3 lists them); their orientation may differ.
 *
 * fp_image_get_ppmm() is 0 for every driver, so this table decides what the
 * record says.  vendor: from data sheets, not measured by us; source: written
 * in the driver; scaled: the driver enlarges, the factor is included.  0 where
 * nothing reliable is known: such an image must not be labelled 500.
 */
#include <string.h>

#include "station/device.h"

static const struct {
	const char	*driver;
	int		 ppi;
	const char	*source;
	const char	*way;		/* NULL: nobody has written it down */
} table[] = {
	{ "virtual_image",	500,	"fakefinger draws at 500", "the tip is on top" },
	{ "uru4000",		512,	"vendor", "differs from model to model: calibrate" },
	{ "upektc",		508,	"vendor", NULL },
	{ "upektc_img",		508,	"vendor; ridge period agrees", NULL },
	{ "upeksonly",		508,	"vendor", NULL },
	{ "vcom5s",		500,	"vendor", NULL },
	{ "etes603",		508,	"source", NULL },
	{ "nb1010",		385,	"vendor; below 490", "the finger lies sideways: calibrate" },
	{ "aes1610",		500,	"vendor", NULL },
	{ "aes1660",		500,	"vendor", NULL },
	{ "aes2501",		500,	"vendor", NULL },
	{ "aes2550",		500,	"vendor", NULL },
	{ "aes2660",		500,	"vendor", NULL },
	{ "aes3500",		1000,	"500 native, scaled by 2", NULL },
	{ "aes4000",		1500,	"500 native, scaled by 3", NULL },
	{ "egis0570",		700,	"ridge period, scaled by 2", NULL },
};

static const char *
or_unknown(const char *s)
{
	return s == NULL ? "unknown" : s;
}

const char *
device_way(const char *driver)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].driver, driver) == 0)
			return or_unknown(table[i].way);
	return or_unknown(NULL);
}

int
device_ppi(const char *driver, const char **ret_source)
{
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(table[i].driver, driver) == 0) {
			if (ret_source != NULL)
				*ret_source = table[i].source;
			return table[i].ppi;
		}
	if (ret_source != NULL)
		*ret_source = "unknown";
	return 0;
}
