-- Step 5: stations, every attempt as metadata, the best image of a finger as a sealed record.

CREATE TABLE station (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT       NOT NULL REFERENCES office (id),
  code       VARCHAR(40)  NOT NULL,                    -- in the sealed record's header
  label      VARCHAR(80)  NOT NULL,
  url        VARCHAR(200) NOT NULL,                    -- unix:/path/to.sock or https://host
  sign_key   BINARY(32)   NOT NULL,                    -- Ed25519 public key of the station
  active     TINYINT      NOT NULL DEFAULT 1,
  UNIQUE KEY station_code (office_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE capture (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id    BIGINT       NOT NULL REFERENCES casefile (id),
  station_id BIGINT       NOT NULL REFERENCES station (id),
  job        CHAR(36)     NOT NULL,                    -- single-use id of the capture order
  finger     TINYINT      NOT NULL,                    -- ISO/IEC 19794-2 position 1..10
  purpose    VARCHAR(10)  NOT NULL DEFAULT 'REKAM',    -- REKAM | VERIFIKASI
  state      VARCHAR(10)  NOT NULL,                    -- ordered | done | failed
  reason     VARCHAR(30)  NOT NULL DEFAULT '',         -- word of the station API
  quality    SMALLINT     NULL,                        -- 0..100, home-made: never NFIQ
  same_as    TINYINT      NULL,                        -- earlier finger it resembles
  score      INT          NULL,                        -- match score against it, or in verification
  width      SMALLINT     NULL,
  height     SMALLINT     NULL,
  ppi        SMALLINT     NULL,
  driver     VARCHAR(40)  NOT NULL DEFAULT '',
  ordered_at DATETIME(6)  NOT NULL,
  ordered_by BIGINT       NOT NULL REFERENCES user (id),
  ended_at   DATETIME(6)  NULL,
  UNIQUE KEY capture_job (job),
  KEY capture_case (case_id, finger, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The one accepted image per finger, sealed by the station; nobody here can open it.
CREATE TABLE capture_image (
  case_id    BIGINT      NOT NULL REFERENCES casefile (id),
  finger     TINYINT     NOT NULL,
  capture_id BIGINT      NOT NULL REFERENCES capture (id),
  epoch      CHAR(7)     NOT NULL,                     -- export key, month: 2026-11
  sealed     LONGBLOB    NOT NULL,
  sha256     BINARY(32)  NOT NULL,                     -- of sealed
  stored_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (case_id, finger)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Missing biometrics never block a case: they are recorded as exceptions (DOMAIN 1.6).
CREATE TABLE finger_exception (
  case_id BIGINT       NOT NULL REFERENCES casefile (id),
  finger  TINYINT      NOT NULL,
  reason  VARCHAR(24)  NOT NULL,
  note    VARCHAR(200) NOT NULL DEFAULT '',
  at      DATETIME(6)  NOT NULL,
  by_user BIGINT       NOT NULL REFERENCES user (id),
  PRIMARY KEY (case_id, finger)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
