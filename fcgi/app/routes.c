#include "app/routes.h"

#include "page/page.h"
#include "sop/role.h"
#include "step/step.h"

#define CLERK		ROLE_BIT(PETUGAS)
#define KASI		(ROLE_BIT(KASI) | ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))
#define RECORDING	(ROLE_BIT(OPERATOR) | KASI)
#define READERS		(ROLE_STAFF | ROLE_BIT(PEMERIKSA))
#define PRINTING	(ROLE_STAFF | ROLE_BIT(ADMIN))

/* What a role may do inside a step is asked of THE TABLE again, with the case
 * locked (sop_may); a row here says who may open the page at all. */
const struct route site_routes[] = {
/*	     method pattern				pool	 who may	handler */
ROUTE_FLAGS(GET,  "/",					AUTH,	 ROLE_ANY,	root_get, ROUTE_PUBLIC),
ROUTE_FLAGS(GET,  "/masuk",				AUTH,	 ROLE_ANY,	login_get, ROUTE_PUBLIC),
ROUTE_FLAGS(POST, "/masuk",				AUTH,	 ROLE_ANY,	login_post, ROUTE_PUBLIC),
ROUTE(POST, "/keluar",					AUTH,	 ROLE_ANY,	logout_post),

ROUTE(GET,  "/beranda",					PAGES,	 ROLE_ANY,	home_get),
ROUTE(GET,  "/antrean",					PAGES,	 READERS,	queue_get),
ROUTE(POST, "/antrean",					PAGES,	 READERS,	queue_get),
ROUTE(GET,  "/register",				PAGES,	 READERS,	register_get),
ROUTE(GET,  "/meja-tanda-tangan",			PAGES,	 ROLE_SIGNERS,	desk_get),
ROUTE(GET,  "/bantuan",					PAGES,	 ROLE_ANY,	help_get),
ROUTE(GET,  "/pengaturan",				ADMIN,	 ROLE_BIT(ADMIN), settings_get),
ROUTE(POST, "/pengaturan",				ADMIN,	 ROLE_BIT(ADMIN), settings_post),

ROUTE(GET,  "/permohonan/baru",				PAGES,	 CLERK,		intake_new_get),
ROUTE(POST, "/permohonan/baru",				PAGES,	 CLERK,		intake_new_post),
ROUTE(GET,  "/permohonan/{id}",				PAGES,	 READERS,	casefile_get_page),
ROUTE(GET,  "/permohonan/{id}/riwayat",			PAGES,	 READERS,	history_get),
ROUTE(POST, "/permohonan/{id}/pembatalan",		PAGES,	 CLERK | KASI,	cancel_post),

ROUTE(GET,  "/permohonan/{id}/penerimaan",		PAGES,	 CLERK,		intake_get),
ROUTE(POST, "/permohonan/{id}/penerimaan",		PAGES,	 CLERK,		intake_post),
ROUTE(GET,  "/permohonan/{id}/verifikasi",		PAGES,	 CLERK | KASI,	verify_get),
ROUTE(POST, "/permohonan/{id}/verifikasi",		PAGES,	 CLERK | KASI,	verify_post),
ROUTE(GET,  "/permohonan/{id}/penomoran",		PAGES,	 CLERK,		number_get),
ROUTE(POST, "/permohonan/{id}/penomoran",		PAGES,	 CLERK,		number_post),
ROUTE(GET,  "/permohonan/{id}/penandatanganan",		PAGES,	 CLERK | KASI,	sign_get),
ROUTE(POST, "/permohonan/{id}/penandatanganan",		PAGES,	 CLERK | KASI,	sign_post),
ROUTE(GET,  "/permohonan/{id}/persetujuan",		PAGES,	 ROLE_SIGNERS,	approve_get),
ROUTE(POST, "/permohonan/{id}/persetujuan",		PAGES,	 ROLE_SIGNERS,	approve_post),
ROUTE(GET,  "/permohonan/{id}/perekaman",		STATION, RECORDING,	capture_get),
ROUTE(POST, "/permohonan/{id}/perekaman",		STATION, RECORDING,	capture_post),
ROUTE(GET,  "/permohonan/{id}/perekaman/status",	STATION, ROLE_BIT(OPERATOR), capture_status_get),
ROUTE(GET,  "/permohonan/{id}/perekaman/pratinjau/{word}", STATION, ROLE_BIT(OPERATOR), capture_preview_get),
ROUTE(GET,  "/permohonan/{id}/penyerahan",		PAGES,	 READERS,	handover_get),
ROUTE(POST, "/permohonan/{id}/penyerahan",		PAGES,	 CLERK,		handover_post),

ROUTE(GET,  "/permohonan/{id}/surat/{id}",		PAGES,	 READERS,	document_get),
ROUTE(GET,  "/permohonan/{id}/surat/{id}/unduh",	PAGES,	 READERS,	document_download_get),
ROUTE(POST, "/permohonan/{id}/surat/{id}/cetak",	PAGES,	 CLERK,		document_print_post),

ROUTE(GET,  "/cetak",					PAGES,	 PRINTING,	print_queue_get),
ROUTE(GET,  "/cetak/{id}/keadaan",			PAGES,	 PRINTING,	print_job_get),
ROUTE(POST, "/cetak/{id}",				PAGES,	 ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR), print_job_post),
ROUTE(GET,  "/stasiun",					STATION, ROLE_BIT(OPERATOR) | ROLE_BIT(ADMIN), station_page_get),

ROUTE_FLAGS(GET,  "/uji-sertifikat",			AUTH,	 ROLE_ANY,	trust_get, ROUTE_PUBLIC | ROUTE_QUIET | ROUTE_HALF | ROUTE_ANYWHERE),
ROUTE(GET,  "/jaringan",				ADMIN,	 ROLE_BIT(ADMIN), network_get),
};

const size_t site_routes_n = sizeof site_routes / sizeof *site_routes;
