-- Papers: rendered once, frozen with their SHA-256, printed through the queue.

CREATE TABLE document (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id     BIGINT       NOT NULL REFERENCES office (id),
  case_id       BIGINT       NULL REFERENCES casefile (id),
  kind          VARCHAR(24)  NOT NULL,                 -- REKOMENDASI | TANDA_BUKTI | TANDA_TERIMA | UJI_CETAK
  letter_year   SMALLINT     NULL,
  letter_no     INT          NULL,
  letter_number VARCHAR(60)  NOT NULL DEFAULT '',      -- 400.12.2.1/123/406.08/2026
  letter_day    DATE         NULL,
  signatory_id  BIGINT       NULL REFERENCES signatory (id),
  -- electronic mode: what rekam-signd looks at and signs, before the page exists
  canonical     TEXT         NULL,                     -- the letter's text, one field a line
  text_hash     BINARY(32)   NULL,                     -- SHA-256 of canonical
  approved_by   BIGINT       NULL REFERENCES user (id),
  approved_at   DATETIME(6)  NULL,
  code          VARCHAR(400) NOT NULL DEFAULT '',      -- kode verifikasi (base64url), '' in ink mode
  -- frozen; NULL only between approval and signature
  bytes         LONGBLOB     NULL,
  sha256        BINARY(32)   NULL,
  pages         SMALLINT     NULL,
  frozen_at     DATETIME(6)  NULL,
  void          TINYINT      NOT NULL DEFAULT 0,       -- DIBATALKAN; the number stays
  created_at    DATETIME(6)  NOT NULL,
  created_by    BIGINT       NULL REFERENCES user (id),
  UNIQUE KEY document_number (office_id, letter_year, letter_no),
  KEY document_case (case_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE printer (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT      NOT NULL REFERENCES office (id),
  queue     VARCHAR(60) NOT NULL,                      -- the CUPS queue's name
  label     VARCHAR(80) NOT NULL,
  media     VARCHAR(40) NOT NULL DEFAULT 'iso_a4_210x297mm',
  active    TINYINT     NOT NULL DEFAULT 1,
  -- what printd saw last
  state        VARCHAR(12)  NOT NULL DEFAULT 'unknown', -- idle | printing | stopped | away | unknown
  state_reason VARCHAR(200) NOT NULL DEFAULT '',
  state_at     DATETIME(6)  NULL,
  UNIQUE KEY printer_queue (office_id, queue)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The print queue.  States: sop/print_job.h.
CREATE TABLE print_job (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id    BIGINT       NOT NULL REFERENCES office (id),
  document_id  BIGINT       NOT NULL REFERENCES document (id),
  printer_id   BIGINT       NOT NULL REFERENCES printer (id),
  copies       TINYINT      NOT NULL DEFAULT 1,
  state        VARCHAR(10)  NOT NULL DEFAULT 'queued',
  reason       VARCHAR(40)  NOT NULL DEFAULT '',       -- word of enum print_reason
  detail       VARCHAR(200) NOT NULL DEFAULT '',       -- for the administrator
  title        VARCHAR(60)  NOT NULL,                  -- job name at CUPS: rekam-<id>-<8 hex>; no personal data
  cups_job     INT          NULL,
  attempts     SMALLINT     NOT NULL DEFAULT 0,
  created_at   DATETIME(6)  NOT NULL,
  created_by   BIGINT       NULL REFERENCES user (id),
  next_at      DATETIME(6)  NOT NULL,                  -- not before
  claimed_by   VARCHAR(40)  NOT NULL DEFAULT '',
  claimed_at   DATETIME(6)  NULL,
  accepted_at  DATETIME(6)  NULL,                      -- CUPS took it
  ended_at     DATETIME(6)  NULL,                      -- printed, or withdrawn
  UNIQUE KEY print_job_title (title),
  KEY print_job_work (state, next_at, id),
  KEY print_job_office (office_id, id),
  KEY print_job_document (document_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
