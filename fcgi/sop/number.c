#include "sop/number.h"

char *
number_agenda(struct arena *a, int64_t no, int64_t year)
{
	return arena_printf(a, "%04lld/%lld", (long long)no, (long long)year);
}

char *
number_letter(struct arena *a, const char *letter_class, int64_t no,
    const char *agency_code, int64_t year)
{
	return arena_printf(a, "%s/%lld/%s/%lld", letter_class, (long long)no, agency_code,
	    (long long)year);
}
