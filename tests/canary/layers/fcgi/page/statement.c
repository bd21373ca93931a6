/* SQL belongs in sql/query. */
static const char *const text = "SELECT id FROM casefile WHERE id = 1";
