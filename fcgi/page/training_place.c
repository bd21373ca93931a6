#include "page/training_place.h"

#include <string.h>

#include "base/str.h"

bool
training_place_open(const char *path)
{
	static const char *const places[] = {
		"/", "/akun", "/antrean", "/bantuan", "/beranda", "/cek", "/cetak", "/formulir", "/isian", "/keluar", "/kunci",
		"/latihan", "/layar", "/masuk", "/masuk-ulang", "/meja-tanda-tangan", "/penandatanganan", "/permohonan",
		"/register", "/sop", "/verifikasi-surat",
	};

	/* the first part of the path is one of them, whole */
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		size_t n = strlen(places[i]);
		if (str_starts(path, places[i]) && (path[n] == '\0' || path[n] == '/'))
			return true;
	}
	return false;
}
