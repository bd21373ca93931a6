#include "print/ledger_paper.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "print/ledger.h"

#define DOCUMENT_MAX	(64u << 20)

int
ledger_take(struct ledger_paper *p, int in, struct err *e)
{
	crypto_hash_sha256_state h;
	unsigned char buf[65536];
	ssize_t n;

	*p = (struct ledger_paper){ .fd = memfd_create("rekam-document", 0) };
	if (p->fd == -1)
		return err_set(e, ERR_FULL, errno, "memory file: %s", strerror(errno));
	(void)crypto_hash_sha256_init(&h);
	while ((n = read(in, buf, sizeof buf)) != 0) {
		if (n == -1)
			return err_set(e, ERR_BROKEN, errno, "document: %s", strerror(errno));
		if (p->size + (size_t)n > DOCUMENT_MAX)
			return err_set(e, ERR_FULL, 0, "document: more than 64 MiB");
		if (write(p->fd, buf, (size_t)n) != n)
			return err_set(e, ERR_FULL, errno, "document: no memory");
		(void)crypto_hash_sha256_update(&h, buf, (size_t)n);
		p->size += (size_t)n;
	}
	(void)crypto_hash_sha256_final(&h, p->sha256);
	return 0;
}

const char *
ledger_damage(const struct ledger_paper *p, const char *title, const char *final)
{
	char head[5];
	uint8_t prefix[4];
	int64_t id;

	if (!ledger_title_parse(title, &id, prefix))
		return "the title is not one of ours";
	if (p->size == 0)
		return "the document is empty";
	if (!str_empty(final) && !str_eq(final, "application/pdf") &&
	    !str_eq(final, "application/vnd.cups-pdf"))
		return NULL;
	if (pread(p->fd, head, sizeof head, 0) != sizeof head ||
	    memcmp(head, "%PDF-", sizeof head) != 0)
		return "the document is no PDF";
	return memcmp(prefix, p->sha256, 4) == 0 ? NULL : "the document has other bytes";
}
