/*
 * ppi.c - resolution of the images that libfprint 1.94.5 delivers, by driver.
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
} table[] = {
	{ "virtual_image",	500,	"fakefinger draws at 500" },
	{ "uru4000",		512,	"vendor" },
	{ "upektc",		508,	"vendor" },
	{ "upektc_img",		508,	"vendor; ridge period agrees" },
	{ "upeksonly",		508,	"vendor" },
	{ "vcom5s",		500,	"vendor" },
	{ "etes603",		508,	"source" },
	{ "nb1010",		385,	"vendor; below 490" },
	{ "aes1610",		500,	"vendor" },
	{ "aes1660",		500,	"vendor" },
	{ "aes2501",		500,	"vendor" },
	{ "aes2550",		500,	"vendor" },
	{ "aes2660",		500,	"vendor" },
	{ "aes3500",		1000,	"500 native, scaled by 2" },
	{ "aes4000",		1500,	"500 native, scaled by 3" },
	{ "egis0570",		700,	"ridge period, scaled by 2" },
};

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
