/* bytes.h - a run of bytes with its length; does not own them. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	const uint8_t	*p;	/* NULL: absent */
	size_t		 n;
};

#endif
