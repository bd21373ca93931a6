/*
 * capture_station.h - where this person records, and by which of the office's rules.
 *
 * One reader a station, one station a session: the one that was chosen, or the only
 * one that is in use.  What was ordered somewhere is fetched there, whoever asks.
 */
#ifndef STEP_CAPTURE_STATION_H
#define STEP_CAPTURE_STATION_H

#include "page/view_step.h"
#include "page/visit.h"
#include "sop/biometric.h"
#include "station/client.h"

struct capture_station {
	int64_t		 id;
	const char	*code, *label, *url;
	struct bytes	 sign_key;	/* Ed25519, 32 bytes */
};

/* 1; 0: none is chosen or set up; -1: v->err.  The client lives as long as the process. */
int	 capture_station(struct visit *, struct capture_station *ret, struct station_client **ret_client);
int	 capture_station_of(struct visit *, int64_t id, struct capture_station *ret,
	    struct station_client **ret_client);
/* Notes that it answered, or since when it does not; never fails loudly. */
void	 capture_station_seen(struct visit *, int64_t id, bool up);

struct capture_rules {
	bool			 decided, local;	/* fingers are captured here */
	bool			 needs_local, needs_official;	/* for TEREKAM */
	bool			 photo, signature, exception_photo;
	int			 attempts;
	struct bio_quality	 quality;
};

int	 capture_rules(struct visit *, struct capture_rules *ret);	/* 0, -1 */

/* How the station is, and the others to choose from; 0, -1. */
int	 capture_station_line(struct visit *, struct capture_where *ret);

#endif
