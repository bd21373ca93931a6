/* /bantuan/kartu: what each role does, one sheet of paper each. */
#include "page/page.h"
#include "page/view_training.h"
#include "page/visit.h"
#include "tpl.h"

void
role_card_get(struct visit *v)
{
	struct role_card_page p = { .layout = visit_layout(v, "Kartu peran"), .office = v->who.office_name };

	visit_crumb(v, &p.layout, "/bantuan", "Bantuan");
	tpl_page_role_card(visit_page(v, 200), &p);
}
