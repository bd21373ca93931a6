-- Second factor of those who sign (and of whoever wants it at login), and what was signed.

-- One row per enrolment; what was removed stays as a trace without its secret.
CREATE TABLE second_factor (
  id           BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id      BIGINT         NOT NULL REFERENCES user (id),
  sealed       VARBINARY(200) NOT NULL,                -- to rekam-signd's key (sign/factor.h); '' when removed
  made_at      DATETIME(6)    NOT NULL,
  confirmed_at DATETIME(6)    NULL,                    -- the first right code; NULL: enrolment not finished
  login        TINYINT        NOT NULL DEFAULT 0,      -- asked at login too
  removed_at   DATETIME(6)    NULL,
  removed_by   BIGINT         NULL REFERENCES user (id), -- NULL and removed: from the terminal
  live_user    BIGINT AS (IF(removed_at IS NULL, user_id, NULL)) PERSISTENT,
  UNIQUE KEY second_factor_live (live_user),
  KEY second_factor_user (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE recovery_code (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  factor_id BIGINT      NOT NULL REFERENCES second_factor (id),
  hash      BINARY(32)  NOT NULL,
  made_at   DATETIME(6) NOT NULL,
  UNIQUE KEY recovery_code_hash (factor_id, hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Codes that were used: a code works once.  INSERT only, by rekam-signd.
CREATE TABLE code_use (
  user_id BIGINT      NOT NULL REFERENCES user (id),
  token   VARCHAR(60) NOT NULL,                        -- totp/<enrolment>/<step> | pemulihan/<id>
  binding BINARY(32)  NOT NULL,                        -- what it was used for
  at      DATETIME(6) NOT NULL,
  PRIMARY KEY (user_id, token),
  KEY code_use_at (user_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Wrong codes, for the growing wait; swept after a day, the lasting trace is in audit.
CREATE TABLE code_try (
  id      BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT      NOT NULL REFERENCES user (id),
  at      DATETIME(6) NOT NULL,
  KEY code_try_user (user_id, at),
  KEY code_try_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was signed, by whom, proved by what, in the words of that day: INSERT only.
CREATE TABLE signature (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id   BIGINT       NOT NULL REFERENCES office (id),
  case_id     BIGINT       NOT NULL REFERENCES casefile (id),
  document_id BIGINT       NOT NULL REFERENCES document (id),
  mode        VARCHAR(12)  NOT NULL,                   -- TINTA | ELEKTRONIK
  form        VARCHAR(8)   NOT NULL,                   -- the signatory as the signed text names him
  name        VARCHAR(100) NOT NULL,
  nip         VARCHAR(30)  NOT NULL,
  rank        VARCHAR(60)  NOT NULL,
  title       VARCHAR(100) NOT NULL,
  actor_id    BIGINT       NOT NULL REFERENCES user (id), -- who approved, or recorded the ink
  actor_name  VARCHAR(100) NOT NULL,
  at          DATETIME(6)  NOT NULL,
  canonical   TEXT         NOT NULL,
  text_hash   BINARY(32)   NOT NULL,                   -- SHA-256 of canonical
  factor      VARCHAR(10)  NOT NULL,                   -- TOTP | PEMULIHAN | TINTA
  UNIQUE KEY signature_document (document_id),
  KEY signature_case (case_id),
  CONSTRAINT signature_mode CHECK (mode IN ('TINTA', 'ELEKTRONIK')),
  CONSTRAINT signature_factor CHECK ((mode = 'TINTA') = (factor = 'TINTA'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
