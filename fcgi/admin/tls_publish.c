/* What is made of the certificates for others: the plain site's folder, nginx's map, the state. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "admin/pipeline.h"
#include "admin/tls.h"
#include "base/file.h"
#include "base/out.h"
#include "base/str.h"
#include "page/view_transport.h"
#include "tpl.h"

#define US		INT64_C(1000000)
#define FILE_MAX	200000
#define PAGE_MAX	((size_t)1 << 18)
#define RELOAD_WORDS	16

static const char safe_note[] =
"\n"
"Kunci sertifikat kantor (dibuat oleh rekamctl tls init):\n"
"\n"
"  ca.key               di folder kunci peladen, bukan di folder ini; menerbitkan sertifikat situs.\n"
"                       Salin ke dua media yang sama. Bila hilang, semua PC harus dipasangi\n"
"                       sertifikat baru; bila dicuri, pencuri dapat menyamar sebagai situs ini\n"
"                       (hanya situs ini: CA dibatasi pada nama dan alamatnya)\n";

static int
write_page(struct tls_job *j, struct err *e)
{
	struct guide_page g = {
		.host = j->t.host, .local = j->t.local, .address = j->t.address,
		.ca_name = arena_printf(j->arena, "CA rekam %s", j->t.host),
		.ca_sha256 = j->t.ca_sha256, .ca_sha1 = j->t.ca_sha1, .ca_until = utc_day_wib(j->t.ca_until),
	};
	struct out o;
	int rc;

	out_init(&o, PAGE_MAX);
	tpl_page_guide(&o, &g);
	rc = o.failed ? err_set(e, ERR_FULL, 0, "no memory for the page") :
	    file_write(tls_path(j, "public/pasang.html"), 0644, o.p, o.n, e);
	out_free(&o);
	return rc;
}

/* A PEM file in DER, which Windows and phones open by a tap. */
static int
write_der(struct tls_job *j, const char *what, const char *from, const char *to, struct err *e)
{
	const char *part = arena_printf(j->arena, "%s.part", to);
	const char *const argv[] = { "openssl", what, "-in", from, "-outform", "DER", "-out", part, NULL };

	if (pipeline_run(argv, 2, e) == -1)
		return -1;
	if (chmod(part, 0644) == -1 || rename(part, to) == -1)
		return err_set(e, ERR_AWAY, 0, "%s cannot be written", to);
	return file_sync_folder(to, e);
}

static int
copy(const char *from, const char *to, struct err *e)
{
	size_t n;
	char *text = file_read(from, FILE_MAX, false, &n, e);
	int rc = text == NULL ? -1 : file_write(to, 0644, text, n, e);

	free(text);
	return rc;
}

/* The number of the next list is in the book; the present one is one less. */
static int64_t
crl_number(struct tls_job *j)
{
	struct err ignored;
	char *text = file_read(tls_path(j, "crlnumber"), 100, false, NULL, &ignored);
	int64_t n = text == NULL ? 0 : strtoll(text, NULL, 16) - 1;

	free(text);
	return n;
}

int
tls_write_hsts(struct tls_job *j, struct err *e)
{
	static const char *const row[HSTS__MAX] = {
		"# never switched on: rekamctl tls hsts on\n",
		"https \"max-age=31536000; includeSubDomains\";\n",
		"# switched off again: browsers forget what they were told\nhttps \"max-age=0\";\n",
	};

	return file_write(tls_path(j, "hsts.map"), 0644, row[j->t.hsts], strlen(row[j->t.hsts]), e);
}

int
tls_publish(struct tls_job *j, struct err *e)
{
	struct tls_facts ca, site;

	tls_folder(tls_path(j, "public"), 0755);
	if (tls_read_facts(j, tls_path(j, "ca.crt"), &ca, e) == -1 ||
	    tls_read_facts(j, tls_path(j, "site.crt"), &site, e) == -1)
		return -1;
	(void)str_copy(j->t.ca_sha256, sizeof j->t.ca_sha256, ca.sha256);
	(void)str_copy(j->t.ca_sha1, sizeof j->t.ca_sha1, ca.sha1);
	j->t.ca_since = ca.since;
	j->t.ca_until = ca.until;
	j->t.since = site.since;
	j->t.until = site.until;
	j->t.crl_number = crl_number(j);
	if (write_der(j, "x509", tls_path(j, "ca.crt"), tls_path(j, "public/rekam-ca.crt"), e) == -1 ||
	    write_der(j, "crl", tls_path(j, "crl.pem"), tls_path(j, "public/rekam.crl"), e) == -1 ||
	    copy(tls_path(j, "ca.crt"), tls_path(j, "public/rekam-ca.pem"), e) == -1 ||
	    write_page(j, e) == -1 || tls_write_hsts(j, e) == -1)
		return -1;
	return transport_write(j->dir, &j->t, e);
}

/* openssl's book: flag, end, end by revocation, serial, file, name; tabs between. */
static void
say_issued(char *text)
{
	static const struct { char flag; const char *word; } flags[] = {
		{ 'V', "valid" }, { 'R', "revoked" }, { 'E', "over" },
	};

	printf("issued, newest last (ends in UTC):\n");
	for (char *line; (line = strsep(&text, "\n")) != NULL;) {
		char *field[6] = { line };
		int n = 1;

		for (char *p = line; *p != '\0' && n < 6; p++)
			if (*p == '\t') {
				*p = '\0';
				field[n++] = p + 1;
			}
		if (n < 6)
			continue;
		const char *word = "?";
		for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
			if (line[0] == flags[i].flag)
				word = flags[i].word;
		printf("  %-8s until 20%.2s-%.2s-%.2s  %s  %s\n", word, field[1], field[1] + 2, field[1] + 4,
		    field[3], field[5]);
	}
}

int
tls_list(struct tls_job *j, struct err *e)
{
	struct fmt f;
	struct tls_facts site;
	char *text;

	if (tls_read_facts(j, tls_path(j, "site.crt"), &site, e) == -1 ||
	    (text = file_read(tls_path(j, "index.txt"), FILE_MAX, false, NULL, e)) == NULL)
		return -1;
	int64_t days = transport_days(j->now, site.until);
	printf("certificate  %s\n             serial %s, until %s: ", j->t.names, site.serial,
	    fmt_iso(&f, utc_day_wib(site.until)));
	if (days < 0)
		printf("IT HAS ENDED, run rekamctl tls renew\n");
	else
		printf("%lld days left%s\n", (long long)days, days < TLS_RENEW_DAYS ? ", run rekamctl tls renew" : "");
	printf("CA           CA rekam %s, until %s: %lld days left\n", j->t.host,
	    fmt_iso(&f, utc_day_wib(j->t.ca_until)), (long long)transport_days(j->now, j->t.ca_until));
	printf("             SHA-256  %.39s\n                      %s\n", j->t.ca_sha256, j->t.ca_sha256 + 40);
	printf("             SHA-1    %s (Windows: Thumbprint)\n", j->t.ca_sha1);
	printf("revocations  list number %lld, http://%s", (long long)j->t.crl_number, j->t.address);
	if (j->t.plain_port != 80)
		printf(":%d", j->t.plain_port);
	printf("/pasang/rekam.crl\nHSTS         %s\n", j->t.hsts == HSTS_ON ? "on" :
	    j->t.hsts == HSTS_BACK ? "off again, browsers are told to forget it" : "off");
	say_issued(text);
	free(text);
	return 0;
}

int
tls_sheet(struct tls_job *j, struct err *e)
{
	struct fmt f;
	const char *port = j->t.plain_port == 80 ? "" : arena_printf(j->arena, ":%d", j->t.plain_port);

	(void)e;
	printf("LEMBAR PEMASANGAN SERTIFIKAT - rekam, %s\n\n"
	    "Dicetak dari peladen itu sendiri. Serahkan kepada petugas yang memasang PC; simpan satu\n"
	    "lembar bersama dokumen kantor. Lembar ini tidak rahasia.\n\n"
	    "1. Pada PC atau telepon, buka:      http://%s%s/pasang\n"
	    "2. Unduh sertifikat kantor, lalu bandingkan sidik jarinya dengan lembar ini,\n"
	    "   SETIAP kelompok, SEBELUM memasangnya:\n\n"
	    "   SHA-256   %.39s\n             %s\n\n"
	    "   SHA-1     %s   (Windows: Thumbprint / Cap jempol)\n\n"
	    "   Bila satu saja berbeda: JANGAN dipasang, hubungi Administrator Sistem.\n"
	    "3. Pasang menurut panduan pada halaman itu, lalu tutup dan buka kembali peramban.\n"
	    "4. Jalankan uji pada halaman itu. Setelah berhasil, selalu gunakan:\n\n",
	    j->t.host, j->t.address, port, j->t.ca_sha256, j->t.ca_sha256 + 40, j->t.ca_sha1);
	for (const char *p = j->t.names; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
		printf("      https://%.*s/\n", (int)strcspn(p, " "), p);
	printf("\nNama CA: CA rekam %s     Berlaku s.d.: %s\n", j->t.host, fmt_long(&f, utc_day_wib(j->t.ca_until)));
	return 0;
}

int
tls_safe_note(struct tls_job *j, struct err *e)
{
	const char *safe = conf_must(j->ctl->conf, "paths", "safe", e);
	size_t n;

	if (safe == NULL)
		return -1;
	const char *path = arena_printf(j->arena, "%s/BACA-SAYA.txt", safe);
	char *text = file_read(path, FILE_MAX, false, &n, e);
	if (text == NULL) {
		if (e->kind != ERR_NOT_FOUND)
			return -1;
		printf("copy %s/ca.key to where the office keeps its other keys (its safe)\n", j->keys);
		return 0;
	}
	int rc = 0;
	if (strstr(text, "ca.key") == NULL) {
		const char *whole = arena_printf(j->arena, "%s%s", text, safe_note);
		rc = file_write(path, 0644, whole, strlen(whole), e);
	}
	free(text);
	return rc;
}

int
tls_reload(struct tls_job *j, struct err *e)
{
	char *words = arena_strdup(j->arena, conf_str(j->ctl->conf, "tls", "reload", ""));
	const char *argv[RELOAD_WORDS + 1] = { NULL };
	int n = 0;

	for (char *w; n < RELOAD_WORDS && (w = strsep(&words, " ")) != NULL;)
		if (*w != '\0')
			argv[n++] = w;
	if (n == 0) {
		printf("now let nginx read it: systemctl reload nginx\n");
		return 0;
	}
	if (pipeline_run(argv, 2, e) == -1)
		return err_wrap(e, "the files are written, but nginx was not reloaded");
	return 0;
}
