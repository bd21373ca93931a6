#include "store/db_error.h"

enum err_kind
db_error_kind(unsigned code)
{
	switch (code) {
	case 1062:			/* duplicate key */
	case 1451:			/* a row still refers to it */
		return ERR_CONFLICT;
	case 1020: case 1205: case 1213:	/* certification, lock wait, deadlock */
	case 1969: case 1317:		/* statement took too long, was interrupted */
		return ERR_BUSY;
	case 1264: case 1292: case 1366: case 1406: case 1048:	/* range, form, length, NULL */
	case 1452: case 4025:		/* no such reference, CHECK */
		return ERR_INPUT;
	case 1021: case 1037: case 1038: case 1041: case 1114: case 1153:	/* disk, memory, table, packet */
	case 2020: case 2008:
		return ERR_FULL;
	case 1290: case 1836: case 1047:	/* read only, no quorum */
		return ERR_AWAY;
	default:
		return db_error_gone(code) ? ERR_AWAY : ERR_BROKEN;
	}
}

bool
db_error_gone(unsigned code)
{
	switch (code) {
	case 1040: case 1203: case 1226:	/* too many connections */
	case 1053: case 1077: case 1079:	/* server shuts down */
	case 1130: case 1152: case 1927: case 4031:	/* host, aborted, killed, idle time-out */
	case 1158: case 1159: case 1160: case 1161:	/* packets */
	case 2002: case 2003: case 2005: case 2006:	/* no socket, no host, gone */
	case 2012: case 2013: case 2026: case 2027: case 2055:	/* handshake, lost, malformed */
	case 5014:			/* connector: socket write failed */
		return true;
	default:
		return false;
	}
}

bool
db_error_retry(unsigned code)
{
	return code == 1020 || code == 1205 || code == 1213;
}
