#include "print/font.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"

enum { HEADER = 12, ENTRY = 16, TABLES_MAX = 64, REMEMBERED = 4 };

static const char needed[][5] = { "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post" };

static uint32_t
four(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Sum of big-endian words, the last one filled up with zeros. */
static uint32_t
checksum(const uint8_t *p, size_t n)
{
	uint8_t last[4] = { 0 };
	uint32_t sum = 0;

	for (; n >= 4; p += 4, n -= 4)
		sum += four(p);
	memcpy(last, p, n);
	return sum + four(last);
}

static bool
table_sound(struct bytes f, const uint8_t *entry)
{
	uint32_t sum = four(entry + 4), at = four(entry + 8), n = four(entry + 12), is;

	if (at > f.n || n > f.n - at)
		return false;
	is = checksum(f.p + at, n);
	if (memcmp(entry, "head", 4) == 0 && n >= 12)	/* its own field counts as 0 */
		is -= four(f.p + at + 8);
	return is == sum;
}

static bool
sound(struct bytes f)
{
	size_t tables, found = 0;

	if (f.n < HEADER || four(f.p) != 0x00010000)
		return false;
	tables = (size_t)f.p[4] << 8 | f.p[5];
	if (tables > TABLES_MAX || f.n < HEADER + tables * ENTRY)
		return false;
	for (size_t i = 0; i < tables; i++) {
		const uint8_t *entry = f.p + HEADER + i * ENTRY;

		if (!table_sound(f, entry))
			return false;
		for (size_t k = 0; k < sizeof needed / sizeof needed[0]; k++)
			found += memcmp(entry, needed[k], 4) == 0;
	}
	return found == sizeof needed / sizeof needed[0];
}

static bool
same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool
read_sound(int fd, const struct stat *st)
{
	void *p = mmap(NULL, (size_t)st->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	bool ok;

	if (p == MAP_FAILED)
		return false;
	ok = sound((struct bytes){ p, (size_t)st->st_size });
	(void)munmap(p, (size_t)st->st_size);
	return ok;
}

bool
font_sound(const char *path)
{
	static struct stat known[REMEMBERED];
	static size_t next;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = false;

	if (fd == -1)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
		for (size_t i = 0; !ok && i < REMEMBERED; i++)
			ok = known[i].st_size != 0 && same(&known[i], &st);
		if (!ok && (ok = read_sound(fd, &st)))
			known[next++ % REMEMBERED] = st;
	}
	(void)close(fd);
	return ok;
}
