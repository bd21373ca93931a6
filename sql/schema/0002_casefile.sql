-- One application ("permohonan") and what happened to it.

CREATE TABLE casefile (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  uuid           CHAR(36)     NOT NULL,
  office_id      BIGINT       NOT NULL REFERENCES office (id),
  sop_version_id BIGINT       NOT NULL REFERENCES sop_version (id),
  sign_mode      VARCHAR(12)  NOT NULL,                -- frozen when the case begins
  status         VARCHAR(20)  NOT NULL,                -- enum status, sop/sop.h
  open           TINYINT      NOT NULL,                -- 0 in a terminal state
  version        INT          NOT NULL DEFAULT 1,      -- +1 with every change
  created_at     DATETIME(6)  NOT NULL,
  status_at      DATETIME(6)  NOT NULL,
  -- the person, as on the family card (KK)
  nik            CHAR(16)     NOT NULL,
  kk             CHAR(16)     NOT NULL DEFAULT '',
  name           VARCHAR(100) NOT NULL,
  birth_place    VARCHAR(60)  NOT NULL DEFAULT '',
  birth_day      DATE         NOT NULL,
  sex            VARCHAR(9)   NOT NULL DEFAULT '',
  blood          VARCHAR(12)  NOT NULL DEFAULT '',
  address        VARCHAR(120) NOT NULL DEFAULT '',
  rt             CHAR(3)      NOT NULL DEFAULT '',
  rw             CHAR(3)      NOT NULL DEFAULT '',
  village_id     BIGINT       NOT NULL REFERENCES village (id),
  religion       VARCHAR(40)  NOT NULL DEFAULT '',
  marital        VARCHAR(20)  NOT NULL DEFAULT '',
  job            VARCHAR(60)  NOT NULL DEFAULT '',
  citizenship    VARCHAR(3)   NOT NULL DEFAULT 'WNI',
  phone          VARCHAR(20)  NOT NULL DEFAULT '',
  guardian       VARCHAR(100) NOT NULL DEFAULT '',
  recorded       VARCHAR(10)  NOT NULL DEFAULT '',     -- TIDAK | YA | TIDAK_TAHU
  intro_number   VARCHAR(60)  NOT NULL DEFAULT '',     -- surat pengantar desa
  intro_day      DATE         NULL,
  -- step 3
  agenda_year    SMALLINT     NULL,
  agenda_no      INT          NULL,
  agenda_day     DATE         NULL,
  -- step 4
  signatory_id   BIGINT       NULL REFERENCES signatory (id),
  signed_at      DATETIME(6)  NULL,
  -- step 5
  recorded_at    DATETIME(6)  NULL,
  official_result VARCHAR(200) NOT NULL DEFAULT '',
  -- step 6
  received_by    VARCHAR(100) NOT NULL DEFAULT '',
  received_as    VARCHAR(40)  NOT NULL DEFAULT '',
  received_at    DATETIME(6)  NULL,
  -- a NIK has at most one case that is not terminal
  open_nik       VARCHAR(16) AS (IF(open = 1, RTRIM(nik), NULL)) PERSISTENT,
  UNIQUE KEY casefile_uuid (uuid),
  UNIQUE KEY casefile_open_nik (office_id, open_nik),
  UNIQUE KEY casefile_agenda (office_id, agenda_year, agenda_no),
  KEY casefile_queue (office_id, open, status_at, id),
  KEY casefile_nik (office_id, nik),
  KEY casefile_name (office_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE case_requirement (
  case_id        BIGINT       NOT NULL REFERENCES casefile (id),
  requirement_id BIGINT       NOT NULL REFERENCES requirement (id),
  present        TINYINT      NOT NULL,
  note           VARCHAR(120) NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, requirement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every transition: INSERT only.
CREATE TABLE case_event (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id     BIGINT       NOT NULL REFERENCES casefile (id),
  version     INT          NOT NULL,                   -- the case's version after it
  from_status VARCHAR(20)  NOT NULL,                   -- '' for the first
  to_status   VARCHAR(20)  NOT NULL,
  step        TINYINT      NOT NULL,                   -- 1..6 it belongs to
  actor_id    BIGINT       NULL REFERENCES user (id),  -- NULL: the system
  at          DATETIME(6)  NOT NULL,
  reason      VARCHAR(500) NOT NULL DEFAULT '',
  request_id  CHAR(32)     NOT NULL,
  UNIQUE KEY case_event_version (case_id, version, id),
  KEY case_event_request (request_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Server-timed handling of each step: begun when somebody opened the work or the
-- step before it ended, ended with the transition that finishes it.
CREATE TABLE step_time (
  case_id  BIGINT      NOT NULL REFERENCES casefile (id),
  step     TINYINT     NOT NULL,
  begun_at DATETIME(6) NOT NULL,
  begun_by BIGINT      NULL REFERENCES user (id),
  ended_at DATETIME(6) NULL,
  ended_by BIGINT      NULL REFERENCES user (id),
  PRIMARY KEY (case_id, step),
  KEY step_time_ended (ended_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Gapless series, one row per office, series and year; taken by
-- UPDATE ... SET n = LAST_INSERT_ID(n + 1) inside the transaction that uses the number.
CREATE TABLE counter (
  office_id BIGINT      NOT NULL REFERENCES office (id),
  series    VARCHAR(10) NOT NULL,                      -- AGENDA | SURAT
  year      SMALLINT    NOT NULL,
  n         INT         NOT NULL,
  PRIMARY KEY (office_id, series, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A form that was sent twice has one effect: the second gets the first one's answer.
CREATE TABLE request_done (
  request_id CHAR(32)     NOT NULL PRIMARY KEY,
  user_id    BIGINT       NOT NULL REFERENCES user (id),
  at         DATETIME(6)  NOT NULL,
  location   VARCHAR(200) NOT NULL,
  KEY request_done_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who did or saw what: INSERT only for every account but migrate.
CREATE TABLE audit (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at        DATETIME(6)  NOT NULL,
  office_id BIGINT       NULL,
  actor_id  BIGINT       NULL,
  address   VARCHAR(45)  NOT NULL,
  action    VARCHAR(40)  NOT NULL,
  object    VARCHAR(40)  NOT NULL,                     -- casefile/12, document/7, user/3
  detail    VARCHAR(500) NOT NULL DEFAULT '',
  request_id CHAR(32)    NOT NULL,
  KEY audit_object (object, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
