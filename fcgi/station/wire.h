/*
 * wire.h - frames between rekam-station and rekam-reader, private to the two.
 *
 * A frame is u32 length of JSON, u32 length of payload (both big-endian), the
 * JSON object, the payload.  JSON at most 4096 bytes, payload at most 2 MiB.
 *
 * to the reader:
 *   {"cmd":"capture","job":U,"case":U,"finger":F,"timeout":S,"all":B}
 *	all: compare with the same finger too (verification)
 *   {"cmd":"cancel"}
 *   {"cmd":"keep","finger":F}  payload: template; put into the gallery, in place
 *	of an earlier one of that finger
 *   {"cmd":"end"}  close the device and exit
 * from the reader:
 *   {"ev":"reader","present":B,"driver":S,"name":S,"ppi":N,"image":B,"swipe":B}
 *   {"ev":"state","job":U,"state":W,"reason":W}
 *   {"ev":"image","job":U,"w":N,"h":N,"score":N,"same_as":F,"minutiae":N,"template":N}
 *	payload: w*h pixels (8 bit, dark ridges), then the template
 *   {"ev":"failed","job":U,"reason":W}
 */
#ifndef STATION_WIRE_H
#define STATION_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "station/secret.h"

#define WIRE_JSON_MAX		4096u
#define WIRE_PAYLOAD_MAX	(2u << 20)

struct wire {			/* one direction's reading state; zero it to begin */
	uint8_t		 head[8];
	char		 json[WIRE_JSON_MAX + 1];	/* NUL-terminated when a frame is there */
	struct secret	 payload;
	size_t		 json_len, have;	/* have: bytes of this frame so far */
};

/* Reads what is there from a non-blocking socket: 1 a frame is complete (use it,
 * then wire_next), 0 more to come, -1 the peer is gone or speaks nonsense. */
int	 wire_read(struct wire *, int fd);
void	 wire_next(struct wire *);	/* forget the frame, wiping the payload */
/* Writes a whole frame; waits at most wait_ms for a slow peer.  0, or -1: give
 * up this connection. */
int	 wire_write(int fd, const char *json, struct bytes payload, int wait_ms);

#endif
