#include "print/workbook.h"

#include <string.h>
#include <time.h>
#include <zip.h>

#include "base/out.h"
#include "base/str.h"

enum { OUT_MAX = 32 * 1024 * 1024, COLUMNS_MAX = 50, DAY_ZERO = 25569 };	/* 1970-01-01 as a spreadsheet counts */

#define XML	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE	"http://schemas.openxmlformats.org/package/2006"
#define MAIN	"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const char types[] = XML
    "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";
static const char rels[] = XML
    "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_rels[] = XML
    "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";
/* styles: 0 text, 1 bold (heads), 2 a day */
static const char styles[] = XML
    "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"49\"/></cellStyleXfs>"
    "<cellXfs count=\"3\"><xf numFmtId=\"49\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

/* A, B, ... Z, AA */
static void
reference(struct out *o, size_t column, size_t row)
{
	if (column >= 26)
		out_printf(o, "%c", (char)('A' + column / 26 - 1));
	out_printf(o, "%c%zu", (char)('A' + column % 26), row + 1);
}

static int
cell(struct out *o, const struct workbook_column *c, size_t column, size_t row, const char *text, struct err *e)
{
	struct day day;
	int64_t n;

	if (str_empty(text))
		return 0;
	OUT_LIT(o, "<c r=\"");
	reference(o, column, row);
	switch (c->kind) {
	case WORKBOOK_TEXT:
		OUT_LIT(o, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
		out_esc_str(o, text);
		OUT_LIT(o, "</t></is></c>");
		return 0;
	case WORKBOOK_NUMBER:
		if (!str_int(text, INT64_MIN, INT64_MAX, &n))
			break;
		out_printf(o, "\"><v>%lld</v></c>", (long long)n);
		return 0;
	case WORKBOOK_DAY:
		if (!day_parse(text, &day))
			break;
		out_printf(o, "\" s=\"2\"><v>%lld</v></c>", (long long)(day_number(day) + DAY_ZERO));
		return 0;
	}
	return err_set(e, ERR_INPUT, 0, "%s: %.40s", c->head, text);
}

static int
sheet(struct out *o, const struct workbook *b, struct err *e)
{
	OUT_LIT(o, XML "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\">"
	    "<pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView></sheetViews><cols>");
	for (size_t i = 0; i < b->columns; i++)
		out_printf(o, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"/>", i + 1, i + 1, b->column[i].width);
	OUT_LIT(o, "</cols><sheetData><row r=\"1\">");
	for (size_t i = 0; i < b->columns; i++) {
		OUT_LIT(o, "<c s=\"1\" t=\"inlineStr\" r=\"");
		reference(o, i, 0);
		OUT_LIT(o, "\"><is><t>");
		out_esc_str(o, b->column[i].head);
		OUT_LIT(o, "</t></is></c>");
	}
	OUT_LIT(o, "</row>");
	for (size_t r = 0; r < b->rows; r++) {
		out_printf(o, "<row r=\"%zu\">", r + 2);
		for (size_t i = 0; i < b->columns; i++)
			if (cell(o, &b->column[i], i, r + 1, b->cell[r * b->columns + i], e) == -1)
				return -1;
		OUT_LIT(o, "</row>");
	}
	OUT_LIT(o, "</sheetData></worksheet>");
	return o->failed ? err_set(e, ERR_FULL, 0, "workbook") : 0;
}

static void
book(struct out *o, const char *name)
{
	OUT_LIT(o, XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"");
	out_esc_str(o, name);
	OUT_LIT(o, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
}

static int
part(zip_t *z, const char *name, const void *p, size_t n, struct utc made)
{
	zip_source_t *s = zip_source_buffer(z, p, n, 0);
	zip_int64_t i = s == NULL ? -1 : zip_file_add(z, name, s, 0);

	if (i < 0) {
		zip_source_free(s);
		return -1;
	}
	return zip_file_set_mtime(z, (zip_uint64_t)i, (time_t)(made.us / 1000000), 0);
}

/* What was written into the source, into the arena. */
static int
take(struct arena *a, zip_source_t *s, struct bytes *ret)
{
	zip_int64_t n;
	uint8_t *p;

	if (zip_source_open(s) < 0)
		return -1;
	if (zip_source_seek(s, 0, SEEK_END) < 0 || (n = zip_source_tell(s)) < 0 || zip_source_seek(s, 0, SEEK_SET) < 0 ||
	    (p = arena_alloc(a, (size_t)n)) == NULL || zip_source_read(s, p, (zip_uint64_t)n) != n) {
		(void)zip_source_close(s);
		return -1;
	}
	(void)zip_source_close(s);
	*ret = (struct bytes){ p, (size_t)n };
	return 0;
}

static int
pack(struct arena *a, const struct workbook *b, const struct out *sheet1, const struct out *names, struct bytes *ret, struct err *e)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z;
	int r = -1;

	if (s == NULL)
		return err_set(e, ERR_FULL, 0, "workbook");
	zip_source_keep(s);	/* the archive lets go of it when it is closed */
	if ((z = zip_open_from_source(s, ZIP_TRUNCATE, NULL)) == NULL) {
		zip_source_free(s);
	} else if (part(z, "[Content_Types].xml", types, sizeof types - 1, b->made) == -1 ||
	    part(z, "_rels/.rels", rels, sizeof rels - 1, b->made) == -1 ||
	    part(z, "xl/workbook.xml", names->p, names->n, b->made) == -1 ||
	    part(z, "xl/_rels/workbook.xml.rels", book_rels, sizeof book_rels - 1, b->made) == -1 ||
	    part(z, "xl/styles.xml", styles, sizeof styles - 1, b->made) == -1 ||
	    part(z, "xl/worksheets/sheet1.xml", sheet1->p, sheet1->n, b->made) == -1)
		zip_discard(z);
	else if (zip_close(z) < 0)
		zip_discard(z);
	else
		r = take(a, s, ret);
	zip_source_free(s);
	return r == -1 ? err_set(e, ERR_FULL, 0, "workbook") : 0;
}

int
workbook_render(struct arena *a, const struct workbook *b, struct bytes *ret_file, struct err *e)
{
	struct out sheet1, names;
	int r = -1;

	if (b->columns < 1 || b->columns > COLUMNS_MAX)
		return err_set(e, ERR_INPUT, 0, "columns");
	out_init(&sheet1, OUT_MAX);
	out_init(&names, OUT_MAX);
	book(&names, b->sheet);
	if (sheet(&sheet1, b, e) == 0)
		r = pack(a, b, &sheet1, &names, ret_file, e);
	out_free(&sheet1);
	out_free(&names);
	return r;
}
