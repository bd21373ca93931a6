-- Duties of UU 27/2022: what persons ask about their data, and what is done when the
-- protection of data fails.  All of it is INSERT only; the present state of an incident or a
-- request is its last entry.

CREATE TABLE subject_request (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id   BIGINT        NOT NULL REFERENCES office (id),
  year        SMALLINT      NOT NULL,
  no          INT           NOT NULL,                  -- gapless, counter PERMINTAAN
  kind        VARCHAR(12)   NOT NULL,                  -- enum request_kind (duty/register.h)
  nik         CHAR(16)      NOT NULL,                  -- of the person the data are about
  name        VARCHAR(100)  NOT NULL,
  asked_by    VARCHAR(100)  NOT NULL,                  -- who stood at the counter
  asked_as    VARCHAR(8)    NOT NULL,                  -- SENDIRI | WALI | KUASA
  proof       VARCHAR(8)    NOT NULL,                  -- how identity was proved: KTP | KK | LAIN
  proof_note  VARCHAR(200)  NOT NULL DEFAULT '',
  wish        VARCHAR(1000) NOT NULL DEFAULT '',
  received_at DATETIME(6)   NOT NULL,                  -- the clock of 72 hours starts here
  created_at  DATETIME(6)   NOT NULL,
  created_by  BIGINT        NOT NULL REFERENCES user (id),
  UNIQUE KEY subject_request_no (office_id, year, no),
  KEY subject_request_nik (office_id, nik)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE subject_answer (
  request_id  BIGINT        NOT NULL PRIMARY KEY REFERENCES subject_request (id),
  outcome     VARCHAR(10)   NOT NULL,                  -- DIPENUHI | SEBAGIAN | DITOLAK
  note        VARCHAR(1000) NOT NULL,
  answered_at DATETIME(6)   NOT NULL,
  answered_by BIGINT        NOT NULL REFERENCES user (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE incident (
  id            BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id     BIGINT        NOT NULL REFERENCES office (id),
  year          SMALLINT      NOT NULL,
  no            INT           NOT NULL,                -- gapless, counter INSIDEN
  kind          VARCHAR(12)   NOT NULL,                -- enum incident_kind (duty/register.h)
  title         VARCHAR(120)  NOT NULL,
  classes       INT           NOT NULL,                -- bit set of enum data_class
  discovered_at DATETIME(6)   NOT NULL,                -- the clock of 72 hours starts here
  created_at    DATETIME(6)   NOT NULL,
  created_by    BIGINT        NOT NULL REFERENCES user (id),
  UNIQUE KEY incident_no (office_id, year, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What became known and what was done.  Of each kind of fact the last entry stands in the
-- letters; the earlier ones stay readable.
CREATE TABLE incident_entry (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  incident_id BIGINT        NOT NULL REFERENCES incident (id),
  kind        VARCHAR(14)   NOT NULL,                  -- enum entry_kind (duty/register.h)
  text        VARCHAR(2000) NOT NULL,
  at          DATETIME(6)   NOT NULL,
  actor_id    BIGINT        NOT NULL REFERENCES user (id),
  closing     TINYINT AS (IF(kind = 'KESIMPULAN', 1, NULL)) PERSISTENT,
  UNIQUE KEY incident_entry_closing (incident_id, closing),
  KEY incident_entry_incident (incident_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who is affected: the question, and a hash of the answer as it was.  No copy of the persons'
-- data: the list is made again from the traces, and the hash says whether it is still the same.
CREATE TABLE incident_scope (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  incident_id BIGINT        NOT NULL REFERENCES incident (id),
  user_id     BIGINT        NULL REFERENCES user (id), -- stolen account; NULL: any
  station_id  BIGINT        NULL REFERENCES station (id),
  address     VARCHAR(45)   NOT NULL DEFAULT '',
  backup_at   DATETIME(6)   NULL,                      -- lost backup: all that was stored by then
  from_at     DATETIME(6)   NOT NULL,
  to_at       DATETIME(6)   NOT NULL,
  lists       TINYINT       NOT NULL,                  -- also who may have been seen in lists
  persons     INT           NOT NULL,
  sha256      BINARY(32)    NOT NULL,                  -- of the persons' NIKs, see duty/affected.h
  at          DATETIME(6)   NOT NULL,
  actor_id    BIGINT        NOT NULL REFERENCES user (id),
  KEY incident_scope_incident (incident_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Where notices go.  No agency was there in February 2026 (DOMAIN 6.1), so all of it is empty
-- until the office fills it in.
CREATE TABLE notice_address (
  office_id      BIGINT       NOT NULL PRIMARY KEY REFERENCES office (id),
  agency         VARCHAR(120) NOT NULL DEFAULT '',
  agency_address VARCHAR(300) NOT NULL DEFAULT '',
  csirt          VARCHAR(120) NOT NULL DEFAULT '',     -- incident response team of the regency
  csirt_address  VARCHAR(300) NOT NULL DEFAULT '',
  contact        VARCHAR(120) NOT NULL DEFAULT '',     -- whom persons may ask
  contact_way    VARCHAR(200) NOT NULL DEFAULT ''
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How long what is kept.  No JRA of the regency is known: nothing has a number of days here
-- until a rule gives one (DOMAIN 6.3).
CREATE TABLE retention (
  code   VARCHAR(12)  NOT NULL PRIMARY KEY,
  label  VARCHAR(120) NOT NULL,
  covers VARCHAR(400) NOT NULL,
  rule   VARCHAR(400) NOT NULL DEFAULT 'Tidak dimusnahkan otomatis.',
  days   INT          NULL,                            -- NULL: no term is set
  basis  VARCHAR(200) NOT NULL DEFAULT '',             -- the rule that sets the term; '': none
  sort   SMALLINT     NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO retention (code, label, covers, rule, sort) VALUES
  ('BIOMETRIK', 'Gambar sidik jari tersegel',
   'Gambar sidik jari yang diambil sebagai rekaman tambahan dan disegel oleh stasiun perekaman.',
   'Tidak dimusnahkan otomatis.', 1),
  ('METADATA', 'Catatan perekaman',
   'Jari yang direkam, mutu, waktu, stasiun, petugas, dan pengecualian biometrik.',
   'Tidak dimusnahkan otomatis. Mengikuti berkas permohonan.', 2),
  ('BERKAS', 'Berkas permohonan, register, dan surat',
   'Data pemohon, kelengkapan berkas, nomor agenda, rekomendasi, tanda bukti, dan tanda terima.',
   'Tidak dimusnahkan otomatis.', 3),
  ('JEJAK', 'Jejak audit dan riwayat',
   'Catatan setiap perubahan, penayangan, pencetakan, dan penolakan.',
   'Tidak dimusnahkan otomatis. Disimpan sekurang-kurangnya selama berkas permohonan.', 4),
  ('PELINDUNGAN', 'Permintaan subjek data dan insiden',
   'Register permintaan subjek data, register insiden, dan pemberitahuannya.',
   'Tidak dimusnahkan otomatis.', 5),
  ('AKUN', 'Akun petugas', 'Nama, NIP, peran, surat tugas, dan penanda tangan.',
   'Tidak dimusnahkan otomatis. Akun dinonaktifkan, bukan dihapus.', 6),
  ('SEMENTARA', 'Catatan teknis sementara',
   'Sesi, percobaan masuk, dan jawaban atas pengiriman berulang.',
   'Dihapus oleh sistem setelah tidak diperlukan: sesi ketika berakhir, percobaan masuk setelah satu hari, jawaban berulang setelah tujuh hari.', 7),
  ('PENGATURAN', 'Pengaturan kantor', 'Kantor, desa, SOP, persyaratan, printer, dan stasiun.',
   'Tidak dimusnahkan otomatis.', 8),
  ('CADANGAN', 'Cadangan data', 'Salinan terenkripsi seluruh basis data.',
   'Sejumlah cadangan terbaru disimpan menurut pengaturan pencadangan; yang lebih lama dihapus oleh sistem. Salinan yang dipindahkan keluar tidak diketahui sistem.', 9),
  ('KUNCI', 'Kunci kriptografi', 'Kunci surat, stasiun, ekspor, pemulihan, dan sertifikat.',
   'Tidak dimusnahkan otomatis.', 10),
  ('LOG', 'Log sistem', 'Catatan kejadian teknis tanpa nama, NIK, atau kata sandi.',
   'Tidak dimusnahkan oleh aplikasi; pergantian berkas log diatur oleh sistem operasi.', 11);

-- Who used what from where: a stolen address and a stolen station are looked up by time.
ALTER TABLE audit ADD KEY audit_address (address, at);
ALTER TABLE capture ADD KEY capture_station (station_id, ordered_at);
