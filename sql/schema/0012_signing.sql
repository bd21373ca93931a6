-- Signing: on which order an official signs, whose place his row took, letters that go to a substitute
-- or are replaced after they were handed over, and where letter numbers come from.

ALTER TABLE signatory
  ADD order_number VARCHAR(60) NOT NULL DEFAULT '',    -- Surat Perintah (Plt., Plh.) or delegation
  ADD order_day    DATE        NULL,
  ADD follows_id   BIGINT      NULL REFERENCES signatory (id),  -- the row this one took the place of
  ADD made_at      DATETIME(6) NULL,
  ADD made_by      BIGINT      NULL REFERENCES user (id);

ALTER TABLE document
  ADD turn         TINYINT     NOT NULL DEFAULT 0,     -- sheets with one number: 0 the first, 1 after it went to a substitute
  ADD approved_set BINARY(32)  NULL,                   -- approved with others in one go: SHA-256 over all of them (sign/check.h)
  ADD replaced_by  BIGINT      NULL REFERENCES document (id),  -- surat pengganti, once it was signed
  DROP KEY document_number,
  ADD UNIQUE KEY document_number (office_id, letter_year, letter_no, turn),
  ADD KEY document_set (approved_set);

-- SENDIRI: the program's own gapless series; BLOK: numbers that Bagian Umum reserved for this letter;
-- KETIK: the clerk types the number from the Buku Agenda Surat Keluar.
ALTER TABLE office ADD number_source VARCHAR(8) NOT NULL DEFAULT 'SENDIRI';

CREATE TABLE number_block (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT       NOT NULL REFERENCES office (id),
  year      SMALLINT     NOT NULL,
  first_no  INT          NOT NULL,
  last_no   INT          NOT NULL,
  used_to   INT          NOT NULL,                     -- first_no - 1: none yet
  note      VARCHAR(100) NOT NULL,                     -- who reserved it, with which letter
  made_at   DATETIME(6)  NOT NULL,
  made_by   BIGINT       NOT NULL REFERENCES user (id),
  UNIQUE KEY number_block_first (office_id, year, first_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Surat pengganti: a finished case gets another letter, which revokes the first once it is signed.
-- A letter of this kind is pending until then: the first one is still in force.
ALTER TABLE document
  ADD pending    TINYINT NOT NULL DEFAULT 0,
  ADD revokes_id BIGINT  NULL REFERENCES document (id);

CREATE TABLE replacement (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id   BIGINT       NOT NULL REFERENCES office (id),
  case_id     BIGINT       NOT NULL REFERENCES casefile (id),
  old_id      BIGINT       NOT NULL REFERENCES document (id),
  new_id      BIGINT       NOT NULL REFERENCES document (id),
  reason      VARCHAR(400) NOT NULL,
  fate        VARCHAR(8)   NOT NULL,                   -- of the old paper: DITARIK | HILANG
  state       VARCHAR(14)  NOT NULL DEFAULT 'MENUNGGU', -- MENUNGGU | DITANDATANGANI | DISERAHKAN | BATAL
  made_at     DATETIME(6)  NOT NULL,
  made_by     BIGINT       NOT NULL REFERENCES user (id),
  ended_at    DATETIME(6)  NULL,                       -- signed, or given up
  end_reason  VARCHAR(400) NOT NULL DEFAULT '',
  handed_at   DATETIME(6)  NULL,
  received_by VARCHAR(100) NOT NULL DEFAULT '',
  UNIQUE KEY replacement_new (new_id),
  KEY replacement_case (case_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The letter's sentences as the office changed them (print/wording.h): a version is never changed, the
-- highest is in force; none: the built-in ones.  A letter keeps the version it was submitted with.
CREATE TABLE letter_wording (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id   BIGINT       NOT NULL REFERENCES office (id),
  version     INT          NOT NULL,
  opening     VARCHAR(600) NOT NULL,
  grounds     VARCHAR(600) NOT NULL,
  purpose     VARCHAR(600) NOT NULL,
  first       VARCHAR(600) NOT NULL,
  age         VARCHAR(600) NOT NULL,
  married     VARCHAR(600) NOT NULL,
  was_married VARCHAR(600) NOT NULL,
  early       VARCHAR(600) NOT NULL,
  closing     VARCHAR(600) NOT NULL,
  made_at     DATETIME(6)  NOT NULL,
  made_by     BIGINT       NOT NULL REFERENCES user (id),
  UNIQUE KEY letter_wording_version (office_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE document ADD wording_id BIGINT NULL REFERENCES letter_wording (id);
