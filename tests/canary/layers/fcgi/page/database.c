/* Only store/db.c knows the database's client. */
#include <mysql.h>
