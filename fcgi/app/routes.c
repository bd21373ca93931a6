#include "app/routes.h"

#include "page/page.h"
#include "sop/role.h"
#include "step/step.h"

#define CLERK		ROLE_BIT(PETUGAS)
#define KASI		(ROLE_BIT(KASI) | ROLE_BIT(SEKCAM) | ROLE_BIT(CAMAT))
#define RECORDING	(ROLE_BIT(OPERATOR) | KASI)
#define READERS		(ROLE_STAFF | ROLE_BIT(PEMERIKSA))
#define AUDITORS	(ROLE_BIT(PEMERIKSA) | KASI)
#define PRINTING	(ROLE_STAFF | ROLE_BIT(ADMIN))
/* Duties to persons: who opens their data, who writes incidents, who reads the registers. */
#define DUTY		(KASI | ROLE_BIT(ADMIN))
#define DUTY_READERS	(DUTY | ROLE_BIT(PEMERIKSA))

/* What a role may do inside a step is asked of THE TABLE again, with the case
 * locked (sop_may); a row here says who may open the page at all. */
const struct route site_routes[] = {
/*	     method pattern				pool	 who may	handler */
ROUTE_FLAGS(GET,  "/",					AUTH,	 ROLE_ANY,	root_get, ROUTE_PUBLIC),
ROUTE_FLAGS(GET,  "/masuk",				AUTH,	 ROLE_ANY,	login_get, ROUTE_PUBLIC),
ROUTE_FLAGS(POST, "/masuk",				AUTH,	 ROLE_ANY,	login_post, ROUTE_PUBLIC),
ROUTE_FLAGS(GET,  "/masuk/pertama",			AUTH,	 ROLE_ANY,	first_get, ROUTE_PUBLIC),
ROUTE_FLAGS(POST, "/masuk/pertama",			AUTH,	 ROLE_ANY,	first_post, ROUTE_PUBLIC),
ROUTE_FLAGS(GET,  "/verifikasi-surat",			AUTH,	 ROLE_ANY,	letter_check_get, ROUTE_PUBLIC),
ROUTE_FLAGS(POST, "/verifikasi-surat",			AUTH,	 ROLE_ANY,	letter_check_post, ROUTE_PUBLIC),
ROUTE_FLAGS(GET,  "/verifikasi-surat/kunci",		AUTH,	 ROLE_ANY,	letter_keys_get, ROUTE_PUBLIC),
ROUTE_FLAGS(POST, "/keluar",				AUTH,	 ROLE_ANY,	logout_post, ROUTE_HALF | ROUTE_RENEW),
ROUTE_FLAGS(GET,  "/kunci",				AUTH,	 ROLE_ANY,	lock_get, ROUTE_HALF | ROUTE_QUIET),
ROUTE_FLAGS(POST, "/kunci",				AUTH,	 ROLE_ANY,	lock_post, ROUTE_HALF | ROUTE_QUIET),
ROUTE_FLAGS(POST, "/kunci/tutup",			AUTH,	 ROLE_ANY,	lock_close_post, ROUTE_HALF | ROUTE_QUIET),
ROUTE(GET,  "/kunci/hidup",				AUTH,	 ROLE_ANY,	lock_alive_get),
ROUTE(GET,  "/masuk-ulang",				AUTH,	 ROLE_ANY,	proof_get),
ROUTE(POST, "/masuk-ulang",				AUTH,	 ROLE_ANY,	proof_post),
ROUTE(GET,  "/akun",					AUTH,	 ROLE_ANY,	account_get),
ROUTE(POST, "/akun/sesi",				AUTH,	 ROLE_ANY,	account_sessions_post),
ROUTE_FLAGS(GET,  "/akun/kata-sandi",			AUTH,	 ROLE_ANY,	password_get, ROUTE_RENEW),
ROUTE_FLAGS(POST, "/akun/kata-sandi",			AUTH,	 ROLE_ANY,	password_post, ROUTE_RENEW),
ROUTE_FLAGS(GET,  "/akun/pin",				AUTH,	 ROLE_ANY,	pin_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/akun/pin",				AUTH,	 ROLE_ANY,	pin_post, ROUTE_FRESH),
ROUTE_FLAGS(GET,  "/masuk/kode",			AUTH,	 ROLE_ANY,	login_code_get, ROUTE_HALF),
ROUTE_FLAGS(POST, "/masuk/kode",			AUTH,	 ROLE_ANY,	login_code_post, ROUTE_HALF),
ROUTE_FLAGS(GET,  "/akun/kode-otp",			AUTH,	 ROLE_ANY,	factor_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/akun/kode-otp",			AUTH,	 ROLE_ANY,	factor_post, ROUTE_FRESH),

ROUTE(GET,  "/pengguna",				ADMIN,	 ROLE_BIT(ADMIN), users_get),
ROUTE(GET,  "/pengguna/hak",				ADMIN,	 ROLE_BIT(ADMIN) | ROLE_BIT(PEMERIKSA) | KASI, rights_get),
ROUTE_FLAGS(GET,  "/pengguna/baru",			ADMIN,	 ROLE_BIT(ADMIN), user_new_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/pengguna/baru",			ADMIN,	 ROLE_BIT(ADMIN), user_new_post, ROUTE_FRESH),
ROUTE(GET,  "/pengguna/{id}",				ADMIN,	 ROLE_BIT(ADMIN), user_get),
ROUTE_FLAGS(POST, "/pengguna/{id}",			ADMIN,	 ROLE_BIT(ADMIN), user_post, ROUTE_FRESH),
ROUTE(GET,  "/jam",					ADMIN,	 ROLE_ANY,	clock_get),
ROUTE_FLAGS(POST, "/jam",				ADMIN,	 ROLE_BIT(ADMIN), clock_post, ROUTE_FRESH),

ROUTE(GET,  "/beranda",					PAGES,	 ROLE_ANY,	home_get),
ROUTE(GET,  "/antrean",					PAGES,	 READERS,	queue_get),
ROUTE(POST, "/antrean",					PAGES,	 READERS,	queue_get),
ROUTE(GET,  "/register",				PAGES,	 READERS,	register_get),
ROUTE(GET,  "/register/cetak",				PAGES,	 READERS,	book_get),
ROUTE_FLAGS(POST, "/register/cetak",			PAGES,	 READERS,	book_post, ROUTE_FRESH),
ROUTE(GET,  "/formulir",				PAGES,	 READERS,	blank_form_get),
ROUTE(GET,  "/formulir/pdf",				PAGES,	 READERS,	blank_form_pdf_get),
ROUTE(POST, "/formulir",				PAGES,	 ROLE_STAFF,	blank_form_post),
ROUTE(GET,  "/meja-tanda-tangan",			PAGES,	 ROLE_SIGNERS,	desk_get),
ROUTE(POST, "/meja-tanda-tangan/bersama",		PAGES,	 ROLE_SIGNERS,	approve_many_post),
ROUTE(GET,  "/penandatanganan/alihkan",			PAGES,	 CLERK | KASI,	reassign_get),
ROUTE(POST, "/penandatanganan/alihkan",			PAGES,	 CLERK,		reassign_post),
ROUTE(GET,  "/bantuan",					PAGES,	 ROLE_ANY,	help_get),
ROUTE(GET,  "/pengaturan",				ADMIN,	 ROLE_BIT(ADMIN), settings_get),
ROUTE_FLAGS(POST, "/pengaturan",			ADMIN,	 ROLE_BIT(ADMIN), settings_post, ROUTE_FRESH),
ROUTE(GET,  "/pengaturan/pejabat",			ADMIN,	 ROLE_BIT(ADMIN), officials_get),
ROUTE_FLAGS(POST, "/pengaturan/pejabat",		ADMIN,	 ROLE_BIT(ADMIN), officials_post, ROUTE_FRESH),
ROUTE(GET,  "/pengaturan/kop",				ADMIN,	 ROLE_BIT(ADMIN), letterhead_get),
ROUTE_FLAGS(POST, "/pengaturan/kop",			ADMIN,	 ROLE_BIT(ADMIN), letterhead_post, ROUTE_FRESH),
ROUTE(GET,  "/pengaturan/kop/contoh",			ADMIN,	 ROLE_BIT(ADMIN), letterhead_specimen_get),
ROUTE_FLAGS(GET,  "/pengaturan/logo",			UPLOAD,	 ROLE_BIT(ADMIN), logo_page_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/pengaturan/logo",			UPLOAD,	 ROLE_BIT(ADMIN), logo_page_post, ROUTE_FRESH),
ROUTE(GET,  "/pengaturan/logo/gambar",			UPLOAD,	 ROLE_BIT(ADMIN), logo_picture_get),
ROUTE(GET,  "/pengaturan/naskah",			ADMIN,	 ROLE_BIT(ADMIN), wording_page_get),
ROUTE_FLAGS(POST, "/pengaturan/naskah",			ADMIN,	 ROLE_BIT(ADMIN), wording_page_post, ROUTE_FRESH),
ROUTE(POST, "/pengaturan/naskah/contoh",		ADMIN,	 ROLE_BIT(ADMIN), wording_preview_post),
ROUTE(GET,  "/pengaturan/nomor",			ADMIN,	 ROLE_BIT(ADMIN), numbers_get),
ROUTE_FLAGS(POST, "/pengaturan/nomor",			ADMIN,	 ROLE_BIT(ADMIN), numbers_post, ROUTE_FRESH),
ROUTE(GET,  "/pengaturan/tanda-bukti",			ADMIN,	 ROLE_BIT(ADMIN), receipt_setting_get),
ROUTE_FLAGS(POST, "/pengaturan/tanda-bukti",		ADMIN,	 ROLE_BIT(ADMIN), receipt_setting_post, ROUTE_FRESH),

ROUTE(GET,  "/permohonan/baru",				PAGES,	 CLERK,		intake_new_get),
ROUTE(POST, "/permohonan/baru",				PAGES,	 CLERK,		intake_new_post),
ROUTE(GET,  "/permohonan/{id}",				PAGES,	 READERS,	casefile_get_page),
ROUTE(GET,  "/permohonan/{id}/riwayat",			PAGES,	 READERS,	history_get),
ROUTE(POST, "/permohonan/{id}/pembatalan",		PAGES,	 CLERK | KASI,	cancel_post),
ROUTE(POST, "/permohonan/{id}/kertas",			PAGES,	 CLERK,		case_paper_post),

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
ROUTE_FLAGS(GET,  "/permohonan/{id}/perekaman/status",	STATION, ROLE_BIT(OPERATOR), capture_status_get, ROUTE_QUIET),
ROUTE(GET,  "/permohonan/{id}/perekaman/pratinjau/{word}", STATION, ROLE_BIT(OPERATOR), capture_preview_get),
ROUTE(GET,  "/permohonan/{id}/penyerahan",		PAGES,	 READERS,	handover_get),
ROUTE(POST, "/permohonan/{id}/penyerahan",		PAGES,	 CLERK,		handover_post),

ROUTE(GET,  "/permohonan/{id}/pengganti",		PAGES,	 READERS,	replace_get),
ROUTE(POST, "/permohonan/{id}/pengganti",		PAGES,	 CLERK,		replace_post),

ROUTE(GET,  "/permohonan/{id}/surat/{id}",		PAGES,	 READERS,	document_get),
ROUTE(GET,  "/permohonan/{id}/surat/{id}/unduh",	PAGES,	 READERS,	document_download_get),
ROUTE(GET,  "/permohonan/{id}/surat/{id}/gambar",	UPLOAD,	 READERS,	document_picture_get),
ROUTE(POST, "/permohonan/{id}/surat/{id}/cetak",	PAGES,	 CLERK,		document_print_post),

ROUTE(GET,  "/cetak",					PAGES,	 PRINTING,	print_queue_get),
ROUTE_FLAGS(GET,  "/cetak/{id}/keadaan",			PAGES,	 PRINTING,	print_job_state_get, ROUTE_QUIET),
ROUTE(GET,  "/cetak/{id}",				PAGES,	 PRINTING,	print_job_get),
ROUTE(GET,  "/cetak/{id}/gambar",			UPLOAD,	 ROLE_STAFF,	print_job_picture_get),
ROUTE(POST, "/cetak/{id}",				PAGES,	 ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR), print_job_post),
ROUTE(GET,  "/printer",					PAGES,	 PRINTING,	printers_get),
ROUTE(POST, "/printer/{id}/uji",			PAGES,	 ROLE_BIT(PETUGAS) | ROLE_BIT(OPERATOR) | ROLE_BIT(ADMIN), printer_test_post),
ROUTE(GET,  "/printer/rute",				ADMIN,	 ROLE_BIT(ADMIN), print_routes_get),
ROUTE_FLAGS(POST, "/printer/rute",			ADMIN,	 ROLE_BIT(ADMIN), print_routes_post, ROUTE_FRESH),
ROUTE(GET,  "/audit",					PAGES,	 AUDITORS,	audit_get),
ROUTE(POST, "/audit",					PAGES,	 AUDITORS,	audit_post),
ROUTE_FLAGS(GET,  "/audit/ekspor",			PAGES,	 AUDITORS,	audit_export_get, ROUTE_FRESH),
ROUTE(GET,  "/stasiun",					STATION, ROLE_BIT(OPERATOR) | ROLE_BIT(ADMIN), station_page_get),

ROUTE_FLAGS(GET,  "/uji-sertifikat",			AUTH,	 ROLE_ANY,	trust_get, ROUTE_PUBLIC | ROUTE_QUIET | ROUTE_HALF | ROUTE_ANYWHERE),
ROUTE(GET,  "/jaringan",				ADMIN,	 ROLE_BIT(ADMIN), network_get),

/* The account admin never sees a case: what an administrator opens here shows numbers only. */
ROUTE(GET,  "/pelindungan-data",			PAGES,	 DUTY_READERS,	privacy_get),
ROUTE_FLAGS(GET,  "/subjek-data",			PAGES,	 KASI,		subject_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/subjek-data",			PAGES,	 KASI,		subject_post, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/subjek-data/unduh",			PAGES,	 KASI,		subject_download_post, ROUTE_FRESH),
ROUTE(GET,  "/subjek-data/permintaan",			PAGES,	 KASI,		subject_requests_get),
ROUTE(GET,  "/subjek-data/permintaan/baru",		PAGES,	 KASI,		subject_request_new_get),
ROUTE(POST, "/subjek-data/permintaan/baru",		PAGES,	 KASI,		subject_request_new_post),
ROUTE(GET,  "/subjek-data/permintaan/{id}",		PAGES,	 KASI,		subject_request_get_page),
ROUTE(POST, "/subjek-data/permintaan/{id}",		PAGES,	 KASI,		subject_request_post),
ROUTE_FLAGS(GET,  "/terdampak",				PAGES,	 KASI,		affected_get, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/terdampak",				PAGES,	 KASI,		affected_post, ROUTE_FRESH),
ROUTE_FLAGS(POST, "/terdampak/unduh",			PAGES,	 KASI,		affected_download_post, ROUTE_FRESH),
ROUTE(GET,  "/insiden",					PAGES,	 DUTY_READERS,	incidents_get),
ROUTE(GET,  "/insiden/baru",				PAGES,	 DUTY,		incident_new_get),
ROUTE(POST, "/insiden/baru",				PAGES,	 DUTY,		incident_new_post),
ROUTE(GET,  "/insiden/tujuan",				PAGES,	 DUTY_READERS,	notice_address_get_page),
ROUTE(POST, "/insiden/tujuan",				PAGES,	 DUTY,		notice_address_post),
ROUTE(GET,  "/insiden/{id}",				PAGES,	 DUTY_READERS,	incident_get_page),
ROUTE(POST, "/insiden/{id}",				PAGES,	 DUTY,		incident_post),
ROUTE_FLAGS(GET,  "/insiden/{id}/terdampak/{id}",	PAGES,	 KASI,		incident_affected_get, ROUTE_FRESH),
ROUTE_FLAGS(GET,  "/insiden/{id}/surat-subjek",		PAGES,	 KASI,		incident_letter_subject_get, ROUTE_FRESH),
ROUTE(GET,  "/insiden/{id}/surat/{word}",		PAGES,	 DUTY_READERS,	incident_letter_get),
ROUTE(GET,  "/dpia",					PAGES,	 DUTY_READERS,	dpia_get),
ROUTE(GET,  "/inventaris",				PAGES,	 DUTY_READERS,	inventory_get),
ROUTE(GET,  "/retensi",					PAGES,	 DUTY_READERS,	retention_get),
};

const size_t site_routes_n = sizeof site_routes / sizeof *site_routes;
