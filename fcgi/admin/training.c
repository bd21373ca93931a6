#include "admin/training.h"

#include "sql/office.h"

int
training_offices(struct db *db, struct err *e)
{
	static const struct training_signatory_put_in signs[] = {
		{ .role = "CAMAT", .form = "LANGSUNG", .name = "Camat Latihan, S.Contoh.", .title = "Camat", .sort = 1, .from_day = { 2025, 1, 1 } },
		{ .role = "KASI", .form = "AN_UB", .name = "Kasi Latihan, S.Contoh.", .title = "Kepala Seksi Pelayanan Kecamatan", .sort = 2, .from_day = { 2025, 1, 1 } },
	};

	if (training_office_put(db, e) < 0)
		return -1;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (training_signatory_put(db, &signs[i], e) < 0)
			return -1;
	return 0;
}
