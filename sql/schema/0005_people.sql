-- People: how an account comes to its password, how long it lasts; sessions that lock.

ALTER TABLE user
  ADD password_at  DATETIME(6)  NULL,                  -- since when this password; NULL: none yet
  ADD code_hash    BINARY(32)   NULL,                  -- BLAKE2b-256 of the one-time code; NULL: none
  ADD code_ends_at DATETIME(6)  NULL,
  ADD pin_hash     VARCHAR(128) NOT NULL DEFAULT '',   -- argon2id; '': no quick unlock
  ADD pin_set      TINYINT      NOT NULL DEFAULT 0,    -- pin_hash is not '': for accounts that may not see it
  ADD valid_to     DATE         NULL,                  -- the last day; NULL: no end
  ADD assignment   VARCHAR(100) NOT NULL DEFAULT '',   -- number of the surat tugas
  ADD version      INT          NOT NULL DEFAULT 1;    -- +1 with every change by an administrator

UPDATE user SET password_at = created_at WHERE password_hash <> '';

-- Former passwords, for offices whose policy forbids to take one again.
CREATE TABLE password_old (
  id      BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT       NOT NULL REFERENCES user (id),
  hash    VARCHAR(128) NOT NULL,
  at      DATETIME(6)  NOT NULL,                       -- when it was given up
  KEY password_old_user (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE session
  ADD id        BIGINT      NOT NULL AUTO_INCREMENT,   -- to name it in a list; opens nothing
  ADD stage     VARCHAR(8)  NOT NULL DEFAULT 'PENUH',  -- PENUH | KODE (sop/session.h)
  ADD fresh_at  DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00', -- password or code given last
  ADD locked_at DATETIME(6) NULL,                      -- NULL: open
  ADD mark_at   DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00', -- clock_mark when it began
  ADD pin_tries TINYINT     NOT NULL DEFAULT 0,
  ADD browser   VARCHAR(40) NOT NULL DEFAULT '',       -- "Firefox, Windows"
  ADD UNIQUE KEY session_id (id);

ALTER TABLE office
  ADD password_policy VARCHAR(8) NOT NULL DEFAULT 'NIST', -- NIST | BSSN (sop/password.h)
  ADD idle_minutes    SMALLINT   NOT NULL DEFAULT 15,
  ADD same_person     VARCHAR(8) NOT NULL DEFAULT 'ALASAN', -- verifier signs too: BLOKIR | ALASAN
  ADD CONSTRAINT office_password_policy CHECK (password_policy IN ('NIST', 'BSSN')),
  ADD CONSTRAINT office_idle CHECK (idle_minutes BETWEEN 1 AND 60),
  ADD CONSTRAINT office_same_person CHECK (same_person IN ('BLOKIR', 'ALASAN'));

-- The latest time at which something was stored, to the minute: a clock that shows less is wrong.
CREATE TABLE clock_mark (
  id TINYINT     NOT NULL PRIMARY KEY,
  at DATETIME(6) NOT NULL
) ENGINE=InnoDB;
INSERT INTO clock_mark (id, at) VALUES (1, UTC_TIMESTAMP(6));
