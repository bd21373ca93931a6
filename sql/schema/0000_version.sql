-- What migrate itself needs.  It runs this file at every start, so every statement
-- here must be repeatable; the numbered files behind it run once.

CREATE TABLE IF NOT EXISTS schema_version (
  version  INT          NOT NULL PRIMARY KEY,
  name     VARCHAR(60)  NOT NULL,
  sha256   BINARY(32)   NOT NULL,                      -- of the file as it ran
  begun_at DATETIME(6)  NOT NULL,
  done_at  DATETIME(6)  NULL                           -- NULL: interrupted (DDL is no transaction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One migrate at a time.  GET_LOCK does not work on Galera, a row does.
CREATE TABLE IF NOT EXISTS schema_lease (
  id         TINYINT     NOT NULL PRIMARY KEY,
  holder     VARCHAR(60) NOT NULL,
  ends_at    DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT IGNORE INTO schema_lease (id, holder, ends_at) VALUES (1, '', '2000-01-01 00:00:00');
