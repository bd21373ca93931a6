/* view_settings.h - /pengaturan: what the administrator may change in the browser. */
#ifndef PAGE_VIEW_SETTINGS_H
#define PAGE_VIEW_SETTINGS_H

#include "page/view_form.h"

struct settings_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 sign_mode;	/* cara_tanda_tangan: TINTA ELEKTRONIK */
	struct view_field	 policy;	/* aturan_sandi: NIST BSSN */
	struct view_field	 idle;		/* menit_kunci: 1..60 */
	struct view_field	 status;	/* cek_pemohon: TIDAK YA */
	struct view_field	 scans;		/* gambar_berkas: TIDAK YA */
	struct view_field	 draft, expiry, warn;	/* hari_draf hari_kedaluwarsa hari_peringatan */
	struct view_field	 same_person;	/* orang_sama: ALASAN BLOKIR */
	struct view_field	 record_first;	/* rekam_dahulu: TIDAK YA */
	const char		*office, *region_code, *agency_code, *letter_class, *sop_number;
	int			 copies;
};

/* /pengaturan/kop. */
struct letterhead_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_field	 government, name, place, regency, address, phone, email, website;
	struct view_field	 agency_code, letter_class, copies, paper;
	struct view_field	 letter_format, agenda_format;	/* format_surat format_agenda */
	const char		*next_letter, *next_agenda;	/* how 123 would look */
	bool			 logo;
};

struct view_certificate {
	int64_t		 id;
	const char	*subject, *issuer;
	struct utc	 valid_from, valid_to, added_at;
	const char	*added_by;
	const char	*sha256;	/* pairs of hex digits with colons */
	bool		 expired;
};

struct view_certificates {
	const struct view_certificate	*at;
	size_t				 n;
};

/* /pengaturan/sertifikat: tindakan TAMBAH (sertifikat: a file), AKHIRI (nomor). */
struct certificates_page {
	struct layout		 layout;
	struct view_form	 form;
	struct view_certificates rows;
	const char		*error;
};

/* /pengaturan/logo: tindakan UNGGAH (logo: a file), HAPUS. */
struct logo_page {
	struct layout		 layout;
	struct view_form	 form;
	const char		*picture;	/* address; NULL: none */
	int64_t			 width, height;
	struct utc		 at;
	const char		*error;		/* what is wrong with the file; NULL */
};

#endif
