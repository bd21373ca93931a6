-- Step 5 in full: what the office has decided, templates that survive a crash, prints taken below
-- the quality, the other modalities, the official enrolment, stations that come and go.

-- What the office has decided about capturing here (DOMAIN 0.1: the official enrolment is the
-- Dinas's).  Rows are added, never changed; the newest of an office counts; none: undecided, and
-- nothing is captured.
CREATE TABLE biometric_policy (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT       NOT NULL REFERENCES office (id),
  local      TINYINT      NOT NULL,                    -- does this office capture fingers itself?
  basis      VARCHAR(300) NOT NULL,                    -- legal basis, as the office states it
  dpia       VARCHAR(120) NOT NULL,                    -- number of its impact assessment
  needs      VARCHAR(8)   NOT NULL,                    -- what TEREKAM requires: RESMI | LOKAL | KEDUA
  keep       VARCHAR(8)   NOT NULL,                    -- images stay until SELESAI | KIRIM | HARI
  keep_days  SMALLINT     NOT NULL,                    -- HARI: so many days after they were taken
  quality    VARCHAR(40)  NOT NULL,                    -- ten numbers 0..100 by ISO finger, a blank between
  attempts   TINYINT      NOT NULL,                    -- before a poor print may be taken with a reason
  photo      TINYINT      NOT NULL,
  signature  TINYINT      NOT NULL,
  exception_photo TINYINT NOT NULL DEFAULT 0,          -- face and hands of who cannot give every finger
  at         DATETIME(6)  NOT NULL,
  by_user    BIGINT       NULL REFERENCES user (id),   -- none: rekamctl
  KEY biometric_policy_office (office_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE capture
  ADD COLUMN cause       VARCHAR(12)  NOT NULL DEFAULT '' AFTER reason,   -- what a poor image lacks
  ADD COLUMN held        TINYINT      NOT NULL DEFAULT 0 AFTER cause,     -- the station could still take it
  ADD COLUMN forced_why  VARCHAR(200) NOT NULL DEFAULT '',                -- taken below the quality, and why
  ADD COLUMN forced_by   BIGINT       NULL REFERENCES user (id),
  ADD COLUMN review      VARCHAR(8)   NOT NULL DEFAULT '',                -- the Kasi's: SETUJU | ULANG
  ADD COLUMN review_note VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN reviewed_by BIGINT       NULL REFERENCES user (id),
  ADD COLUMN reviewed_at DATETIME(6)  NULL;

-- A finger's template, sealed by its station for itself, until the case is recorded.
CREATE TABLE capture_template (
  case_id    BIGINT          NOT NULL REFERENCES casefile (id),
  finger     TINYINT         NOT NULL,
  station_id BIGINT          NOT NULL REFERENCES station (id),
  box        VARBINARY(8300) NOT NULL,
  at         DATETIME(6)     NOT NULL,
  PRIMARY KEY (case_id, finger)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the officer has confirmed: KANAN KIRI IBU_JARI the right hand lies there; UJI_KANAN UJI_KIRI
-- the closing verification was left out, and why.
CREATE TABLE capture_mark (
  case_id BIGINT       NOT NULL REFERENCES casefile (id),
  what    VARCHAR(10)  NOT NULL,
  note    VARCHAR(200) NOT NULL DEFAULT '',
  at      DATETIME(6)  NOT NULL,
  by_user BIGINT       NOT NULL REFERENCES user (id),
  PRIMARY KEY (case_id, what)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Photo and signature, sealed by the station like fingers; or why there is none.
CREATE TABLE biometric_part (
  case_id    BIGINT       NOT NULL REFERENCES casefile (id),
  kind       VARCHAR(12)  NOT NULL,                    -- FOTO | TANDA_TANGAN | FOTO_KECUALI
  how        VARCHAR(12)  NOT NULL,                    -- KAMERA BERKAS PAPAN JEMPOL SAKSI | KECUALI
  reason     VARCHAR(24)  NOT NULL DEFAULT '',         -- of an exception
  note       VARCHAR(200) NOT NULL DEFAULT '',         -- also the witness's name
  station_id BIGINT       NULL REFERENCES station (id),
  epoch      CHAR(7)      NOT NULL DEFAULT '',
  width      SMALLINT     NULL,
  height     SMALLINT     NULL,
  sealed     MEDIUMBLOB   NULL,
  sha256     BINARY(32)   NULL,
  at         DATETIME(6)  NOT NULL,
  by_user    BIGINT       NOT NULL REFERENCES user (id),
  PRIMARY KEY (case_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What was taken on the Dukcapil device, and what SIAK says of it; rows are added, the newest counts.
CREATE TABLE enrolment (
  id      BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id BIGINT       NOT NULL REFERENCES casefile (id),
  part    VARCHAR(6)   NOT NULL,                       -- RESMI | IRIS
  result  VARCHAR(12)  NOT NULL,                       -- BERHASIL MENYUSUL GAGAL KECUALI
  reason  VARCHAR(24)  NOT NULL DEFAULT '',            -- of an exception
  siak    VARCHAR(60)  NOT NULL DEFAULT '',            -- status in SIAK, as read there
  on_day  DATE         NOT NULL,
  officer VARCHAR(100) NOT NULL DEFAULT '',            -- who took or read it
  note    VARCHAR(200) NOT NULL DEFAULT '',
  at      DATETIME(6)  NOT NULL,
  by_user BIGINT       NOT NULL REFERENCES user (id),
  KEY enrolment_case (case_id, part, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE station
  ADD COLUMN rest_since  DATETIME(6)  NULL,            -- taken out of use for a while
  ADD COLUMN rest_note   VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN revoked_at  DATETIME(6)  NULL,            -- its records from then on are refused
  ADD COLUMN up_at       DATETIME(6)  NULL,            -- last seen with a reader
  ADD COLUMN down_since  DATETIME(6)  NULL,            -- NULL: it answers and has its reader
  ADD COLUMN down_why    VARCHAR(60)  NOT NULL DEFAULT '';

UPDATE retention SET label = 'Sidik jari, pasfoto, dan tanda tangan tersegel',
  covers = 'Gambar yang diambil sebagai rekaman tambahan dan disegel oleh stasiun perekaman; ciri sidik jari sampai permohonan terekam.'
WHERE code = 'BIOMETRIK';

ALTER TABLE session
  ADD COLUMN station_id BIGINT NULL REFERENCES station (id);    -- where this person records
