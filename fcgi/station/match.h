/*
 * match.h - is this the same finger as an earlier one of the session?
 *
 * The score is bozorth3's (libfprint): different fingers stay below 40 nearly
 * always (p95 35), two prints of one finger reach far above 60 (STATION.md 5).
 * libfprint's own yes/no has another threshold per driver and is not used.
 */
#ifndef STATION_MATCH_H
#define STATION_MATCH_H

#define MATCH_SAME	60	/* refuse: the finger was captured already */
#define MATCH_LIKE	40	/* warn: the officer looks again */

enum match { MATCH_IS_NEW, MATCH_IS_LIKE, MATCH_IS_SAME };

enum match	 match_of_score(int score);

/*
 * Inside rekam-reader only.  libfprint tells the score of each comparison at
 * debug level ("score %d/%d"); the log writer takes it from there, in the
 * order of the gallery.  Warnings of the library go to our log.
 */
void	 match_log_install(void);	/* once, before libfprint is used */
void	 match_log_reset(void);		/* before an identify */
/* Best score since the reset; ret_index: its place in the gallery, -1: none. */
int	 match_log_best(int *ret_index);
int	 match_log_count(void);		/* comparisons made */

#endif
