-- The office, its people and its procedure.  Times are UTC; the office's clock is
-- Asia/Jakarta and is applied where a date is shown or a year is chosen.

CREATE TABLE office (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_code   CHAR(6)      NOT NULL,                 -- Kemendagri code, 350308
  agency_code   VARCHAR(20)  NOT NULL,                 -- kode perangkat daerah in letter numbers
  government    VARCHAR(100) NOT NULL,                 -- PEMERINTAH KABUPATEN TRENGGALEK
  name          VARCHAR(100) NOT NULL,                 -- KECAMATAN WATULIMO
  place         VARCHAR(60)  NOT NULL,                 -- Watulimo, in front of the date
  regency       VARCHAR(60)  NOT NULL,                 -- Trenggalek
  province      VARCHAR(60)  NOT NULL,
  address       VARCHAR(200) NOT NULL,
  phone         VARCHAR(40)  NOT NULL DEFAULT '',
  email         VARCHAR(100) NOT NULL DEFAULT '',
  website       VARCHAR(100) NOT NULL DEFAULT '',
  sign_mode     VARCHAR(12)  NOT NULL DEFAULT 'TINTA', -- TINTA | ELEKTRONIK
  letter_class  VARCHAR(20)  NOT NULL DEFAULT '400.12.2.1',
  letter_copies TINYINT      NOT NULL DEFAULT 2,
  paper         VARCHAR(20)  NOT NULL DEFAULT 'iso_a4_210x297mm',
  draft_days    SMALLINT     NOT NULL DEFAULT 1,
  CONSTRAINT office_sign_mode CHECK (sign_mode IN ('TINTA', 'ELEKTRONIK'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE village (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT      NOT NULL REFERENCES office (id),
  code      CHAR(13)    NOT NULL,                      -- 35.03.08.2011
  name      VARCHAR(60) NOT NULL,
  kind      VARCHAR(10) NOT NULL DEFAULT 'Desa',
  UNIQUE KEY village_code (office_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The office revises its SOP; a case keeps the version it began under.
CREATE TABLE sop_version (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id    BIGINT       NOT NULL REFERENCES office (id),
  number       VARCHAR(60)  NOT NULL,
  title        VARCHAR(120) NOT NULL,
  made_on      DATE         NOT NULL,
  effective_on DATE         NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE sop_step (
  sop_version_id BIGINT       NOT NULL REFERENCES sop_version (id),
  step           TINYINT      NOT NULL,                -- 1..6
  title          VARCHAR(80)  NOT NULL,                -- short, for the task list
  activity       VARCHAR(200) NOT NULL,                -- the SOP's own words
  minutes        SMALLINT     NULL,                    -- NULL: the SOP gives none (step 3)
  output         VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (sop_version_id, step)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE requirement (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sop_version_id BIGINT       NOT NULL REFERENCES sop_version (id),
  code           VARCHAR(20)  NOT NULL,
  label          VARCHAR(120) NOT NULL,
  note           VARCHAR(200) NOT NULL DEFAULT '',
  mandatory      TINYINT      NOT NULL DEFAULT 1,
  sort           SMALLINT     NOT NULL,
  UNIQUE KEY requirement_code (sop_version_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE user (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id     BIGINT       NOT NULL REFERENCES office (id),
  username      VARCHAR(40)  NOT NULL,
  name          VARCHAR(100) NOT NULL,
  nip           VARCHAR(30)  NOT NULL DEFAULT '',
  password_hash VARCHAR(128) NOT NULL,                 -- argon2id string
  roles         INT          NOT NULL,                 -- bit set of enum role (sop/role.h)
  active        TINYINT      NOT NULL DEFAULT 1,
  created_at    DATETIME(6)  NOT NULL,
  UNIQUE KEY user_username (username)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Only the hash of the token is kept (BLAKE2b-256): a stolen table opens no session.
CREATE TABLE session (
  token_hash BINARY(32)   NOT NULL PRIMARY KEY,
  user_id    BIGINT       NOT NULL REFERENCES user (id),
  begun_at   DATETIME(6)  NOT NULL,
  seen_at    DATETIME(6)  NOT NULL,
  ends_at    DATETIME(6)  NOT NULL,
  address    VARCHAR(45)  NOT NULL,
  KEY session_user (user_id),
  KEY session_ends (ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Failed logins, for the growing delay; a try is counted before its password is looked at.  The
-- lasting trace is in audit: a row here goes with the next good login from there, or after a day.
CREATE TABLE login_try (
  id       BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  username VARCHAR(40) NOT NULL,
  address  VARCHAR(45) NOT NULL,
  at       DATETIME(6) NOT NULL,
  KEY login_try_user (username, at),
  KEY login_try_address (address, at),
  KEY login_try_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who may sign, how the block under the letter reads, and for which days.
CREATE TABLE signatory (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT       NOT NULL REFERENCES office (id),
  user_id    BIGINT       NULL REFERENCES user (id),
  role       VARCHAR(12)  NOT NULL,                    -- CAMAT | SEKCAM | KASI
  form       VARCHAR(8)   NOT NULL,                    -- LANGSUNG | AN | AN_UB | PLT | PLH
  name       VARCHAR(100) NOT NULL,
  nip        VARCHAR(30)  NOT NULL,
  rank       VARCHAR(60)  NOT NULL,                    -- Pembina Tingkat I (IV/b)
  title      VARCHAR(100) NOT NULL,                    -- Camat Watulimo
  valid_from DATE         NOT NULL,
  valid_to   DATE         NULL,
  sort       SMALLINT     NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
