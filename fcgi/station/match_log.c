/* match_log.c - scores out of libfprint's debug log; see match.h. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "station/match.h"

static struct {
	int	 best, index, count;
} seen = { 0, -1, 0 };

static GLogWriterOutput
writer(GLogLevelFlags level, const GLogField *field, gsize n, gpointer user)
{
	const char *message = NULL, *domain = "";
	int score, threshold;
	gsize i;

	(void)user;
	for (i = 0; i < n; i++) {
		if (strcmp(field[i].key, "MESSAGE") == 0)
			message = field[i].value;
		else if (strcmp(field[i].key, "GLIB_DOMAIN") == 0)
			domain = field[i].value;
	}
	if (message == NULL)
		return G_LOG_WRITER_HANDLED;
	if (sscanf(message, "score %d/%d", &score, &threshold) == 2) {
		if (score > seen.best) {
			seen.best = score;
			seen.index = seen.count;
		}
		seen.count++;
	}
	if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
		log_event(LOG_LEVEL_WARN, "library says", "domain", domain, "text", message,
		    NULL);
	return G_LOG_WRITER_HANDLED;
}

void
match_log_install(void)
{
	g_log_set_writer_func(writer, NULL, NULL);
}

void
match_log_reset(void)
{
	seen.best = 0;
	seen.index = -1;
	seen.count = 0;
}

int
match_log_best(int *ret_index)
{
	*ret_index = seen.index;
	return seen.best;
}

int
match_log_count(void)
{
	return seen.count;
}
