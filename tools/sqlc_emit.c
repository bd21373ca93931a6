#include <string.h>

#include "sqlc.h"

static const char *const c_type[] = { "int64_t\t\t ", "const char\t*", "struct day\t ",
    "struct utc\t ", "struct bytes\t " };
static const char *const c_enum[] = { "SQL_INT64", "SQL_TEXT", "SQL_DAY", "SQL_UTC", "SQL_BLOB" };
static const char *const c_kind[] = { "SQL_ONE", "SQL_MANY", "SQL_EXEC", "SQL_INSERT" };

static void
emit_struct(FILE *f, const char *name, const char *what, const struct col *col, size_t n)
{
	if (n == 0)
		return;
	fprintf(f, "struct %s_%s {\n", name, what);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "\t%s%s;%s\n", c_type[col[i].type], col[i].name,
		    col[i].null ? "\t/* may be none */" : "");
	fprintf(f, "};\n");
}

static void
emit_signature(FILE *f, const struct stmt *s, bool named)
{
	const char *db = named ? "struct db *db" : "struct db *";

	fprintf(f, "%s(%s", s->name, db);
	if (s->kind == KIND_ONE || s->kind == KIND_MANY)
		fprintf(f, ", struct arena *%s", named ? "arena" : "");
	if (s->nin > 0)
		fprintf(f, ", const struct %s_in *%s", s->name, named ? "in" : "");
	if (s->kind == KIND_ONE)
		fprintf(f, ", struct %s_row *ret_row", s->name);
	if (s->kind == KIND_MANY)
		fprintf(f, ", struct %s_rows *ret_rows", s->name);
	fprintf(f, ", struct err *%s)", named ? "err" : "");
}

static bool
is_int(const struct stmt *s)
{
	return s->kind == KIND_ONE || s->kind == KIND_MANY;
}

void
emit_header(FILE *f, const struct file *file)
{
	fprintf(f, "/* generated from %s by tools/sqlc.c - do not edit */\n"
	    "#ifndef SQL_GEN_%s_H\n#define SQL_GEN_%s_H\n\n#include \"store/row.h\"\n",
	    file->path, file->name, file->name);
	for (const struct stmt *s = file->first; s != NULL; s = s->next) {
		fprintf(f, "\n/* line %d, by: %s */\n", s->line, s->by);
		emit_struct(f, s->name, "in", s->in, s->nin);
		emit_struct(f, s->name, "row", s->row, s->nrow);
		if (s->kind == KIND_MANY)
			fprintf(f, "struct %s_rows {\n\tconst struct %s_row\t*at;\n\tsize_t\t\t n;\n};\n",
			    s->name, s->name);
		fprintf(f, "extern const struct sql_stmt sql_%s;\n", s->name);
		fputs(is_int(s) ? "int\t " : "int64_t\t ", f);
		emit_signature(f, s, false);
		fputs(";\n", f);
	}
	fputs("\n#endif\n", f);
}

static void
emit_cols(FILE *f, const struct stmt *s, const char *what, const struct col *col, size_t n)
{
	if (n == 0)
		return;
	fprintf(f, "static const struct sql_col %s_%s_cols[] = {\n", s->name, what);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "\t{ \"%s\", %s, %s, offsetof(struct %s_%s, %s) },\n", col[i].name,
		    c_enum[col[i].type], col[i].null ? "true" : "false", s->name, what, col[i].name);
	fputs("};\n", f);
}

static void
emit_text(FILE *f, const char *text)
{
	size_t width = 0;

	fputs("\t.text = \"", f);
	for (const char *p = text; *p != '\0'; p++) {
		if (width > 80 && *p == ' ') {
			fputs("\"\n\t    \"", f);
			width = 0;
		}
		width++;
		switch (*p) {
		case '"':
		case '\\':
		case '?':
			fprintf(f, "\\%c", *p);
			break;
		case '\n':
			fputs("\\n", f);
			break;
		case '\t':
			fputs("\\t", f);
			break;
		case '\r':
			fputs("\\r", f);
			break;
		default:
			putc(*p, f);
		}
	}
	fputs("\",\n", f);
}

static void
emit_stmt(FILE *f, const struct stmt *s)
{
	putc('\n', f);
	emit_cols(f, s, "in", s->in, s->nin);
	emit_cols(f, s, "row", s->row, s->nrow);
	if (s->nplace > 0) {
		fprintf(f, "static const uint8_t %s_place[] = {", s->name);
		for (size_t i = 0; i < s->nplace; i++)
			fprintf(f, "%s %u", i > 0 ? "," : "", s->place[i]);
		fputs(" };\n", f);
	}
	fprintf(f, "const struct sql_stmt sql_%s = {\n\t.name = \"%s\",\n", s->name, s->name);
	emit_text(f, s->text);
	fprintf(f, "\t.by = \"%s\",\n\t.kind = %s,\n", s->by, c_kind[s->kind]);
	if (s->nin > 0)
		fprintf(f, "\t.in = %s_in_cols,\n\t.nin = %zu,\n", s->name, s->nin);
	if (s->nrow > 0)
		fprintf(f, "\t.row = %s_row_cols,\n\t.nrow = %zu,\n\t.row_size = sizeof(struct %s_row),\n",
		    s->name, s->nrow, s->name);
	if (s->nplace > 0)
		fprintf(f, "\t.place = %s_place,\n\t.nplace = %zu,\n", s->name, s->nplace);
	fputs("};\n\n", f);
}

static void
emit_function(FILE *f, const struct stmt *s)
{
	const char *in = s->nin > 0 ? "in" : "NULL";

	fputs(is_int(s) ? "int\n" : "int64_t\n", f);
	emit_signature(f, s, true);
	fputs("\n{\n", f);
	if (s->kind == KIND_ONE)
		fprintf(f, "\treturn db_one(db, arena, &sql_%s, %s, ret_row, err);\n", s->name, in);
	else if (s->kind == KIND_MANY)
		fprintf(f, "\tstruct sql_rows r;\n\n"
		    "\tif (db_many(db, arena, &sql_%s, %s, &r, err) == -1)\n\t\treturn -1;\n"
		    "\tret_rows->at = r.at;\n\tret_rows->n = r.n;\n\treturn 0;\n", s->name, in);
	else
		fprintf(f, "\treturn db_exec(db, &sql_%s, %s, err);\n", s->name, in);
	fputs("}\n", f);
}

void
emit_code(FILE *f, const struct file *file)
{
	fprintf(f, "/* generated from %s by tools/sqlc.c - do not edit */\n"
	    "#include \"sql/%s.h\"\n", file->path, file->name);
	for (const struct stmt *s = file->first; s != NULL; s = s->next) {
		emit_stmt(f, s);
		emit_function(f, s);
	}
}

void
emit_all_header(FILE *f)
{
	fputs("/* generated by tools/sqlc.c - do not edit: every statement, ended by NULL */\n"
	    "#ifndef SQL_GEN_ALL_H\n#define SQL_GEN_ALL_H\n\n#include \"store/row.h\"\n\n"
	    "extern const struct sql_stmt *const sql_all[];\n\n#endif\n", f);
}

void
emit_all_code(FILE *f, const struct file *file, size_t n)
{
	fputs("/* generated by tools/sqlc.c - do not edit */\n#include \"sql/all.h\"\n", f);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "#include \"sql/%s.h\"\n", file[i].name);
	fputs("\nconst struct sql_stmt *const sql_all[] = {\n", f);
	for (size_t i = 0; i < n; i++)
		for (const struct stmt *s = file[i].first; s != NULL; s = s->next)
			fprintf(f, "\t&sql_%s,\n", s->name);
	fputs("\tNULL\n};\n", f);
}

void
emit_text_header(FILE *f)
{
	fputs("/* generated by tools/sqlc.c - do not edit: schema, grants and seeds as they are */\n"
	    "#ifndef SQL_GEN_TEXT_H\n#define SQL_GEN_TEXT_H\n\n#include <stddef.h>\n\n"
	    "struct sql_text {\n\tconst char\t*name;\t/* \"schema/0001_office.sql\" */\n"
	    "\tconst char\t*text;\t/* n bytes and a NUL */\n\tsize_t\t\t n;\n};\n\n"
	    "extern const struct sql_text sql_texts[];\t/* ended by name == NULL */\n\n#endif\n", f);
}

void
emit_text_code(FILE *f, char *const *name, char *const *text, size_t n)
{
	fputs("/* generated by tools/sqlc.c - do not edit */\n#include \"sql/text.h\"\n", f);
	for (size_t i = 0; i < n; i++) {
		fprintf(f, "\nstatic const char text_%zu[] = {\t/* %s */", i, name[i]);
		for (size_t k = 0; k <= strlen(text[i]); k++)
			fprintf(f, "%s%d,", k % 24 == 0 ? "\n\t" : " ", (signed char)text[i][k]);
		fputs("\n};\n", f);
	}
	fputs("\nconst struct sql_text sql_texts[] = {\n", f);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "\t{ \"%s\", text_%zu, sizeof text_%zu - 1 },\n", name[i], i, i);
	fputs("\t{ NULL, NULL, 0 }\n};\n", f);
}
