-- Letters that an official signs with the government's certificate service (BSrE) instead of ink: the
-- certificates that the office trusts, and what the check of a file that came back has found.

CREATE TABLE trusted_certificate (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT       NOT NULL REFERENCES office (id),
  der        BLOB         NOT NULL,
  sha256     BINARY(32)   NOT NULL,                    -- of der: what is compared with the issuer's own page
  subject    VARCHAR(200) NOT NULL,
  issuer     VARCHAR(200) NOT NULL,
  valid_from DATETIME(6)  NOT NULL,
  valid_to   DATETIME(6)  NOT NULL,
  added_at   DATETIME(6)  NOT NULL,
  added_by   BIGINT       NOT NULL REFERENCES user (id),
  ended_at   DATETIME(6)  NULL,                        -- not trusted any more
  ended_by   BIGINT       NULL REFERENCES user (id),
  KEY trusted_certificate_office (office_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE letter_import (
  document_id  BIGINT       NOT NULL PRIMARY KEY REFERENCES document (id), -- the letter that went to be signed
  bytes        MEDIUMBLOB   NULL,                      -- until it is taken: from then on it is the document
  sha256       BINARY(32)   NOT NULL,
  same_bytes   TINYINT      NOT NULL,                  -- it begins with the very bytes that were frozen
  pages        SMALLINT     NOT NULL,
  signers      TINYINT      NOT NULL,
  signer       VARCHAR(200) NOT NULL,                  -- of the last signature, as its certificate says
  organisation VARCHAR(200) NOT NULL,
  issuer       VARCHAR(200) NOT NULL,
  serial       VARCHAR(80)  NOT NULL,
  certificate  BINARY(32)   NOT NULL,                  -- SHA-256
  signed_at    DATETIME(6)  NULL,                      -- what the signer's computer said
  uploaded_at  DATETIME(6)  NOT NULL,
  uploaded_by  BIGINT       NOT NULL REFERENCES user (id),
  taken_id     BIGINT       NULL REFERENCES document (id), -- the document it became
  UNIQUE KEY letter_import_taken (taken_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
