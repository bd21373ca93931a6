-- Traces become chains.  Each row carries the hash of the row before it in its strand, so that
-- what is changed, taken out, put in or moved afterwards shows (form: store/audit_form.h).  A
-- strand has one writer at a time; there are as many as an account has writers at once, so that
-- nobody queues.  Signed anchors (rekam-signd) say now and then where every strand stands.

SET max_statement_time = 0;

DROP TRIGGER IF EXISTS audit_no_update;                -- grants.sql makes it anew

ALTER TABLE audit
  ADD strand  INT         NOT NULL DEFAULT 0,
  ADD seq     BIGINT      NOT NULL DEFAULT 0,          -- 1, 2, 3 ... in its strand
  ADD roles   INT         NOT NULL DEFAULT 0,          -- of the actor, then
  ADD session CHAR(16)    NOT NULL DEFAULT '',         -- begin of the session's token hash
  ADD boot    CHAR(8)     NOT NULL DEFAULT '',         -- begin of the kernel's boot id
  ADD mono_us BIGINT      NOT NULL DEFAULT 0,          -- that boot's monotonic clock
  ADD prev    BINARY(32)  NOT NULL DEFAULT '',
  ADD hash    BINARY(32)  NOT NULL DEFAULT '';

-- Strand 0, "awal": what was there before.  Chained once here, closed from now on.
SET @n = 0, @h = UNHEX(REPEAT('00', 32));
UPDATE audit SET
  seq = (@n := @n + 1),
  prev = @h,
  hash = (@h := UNHEX(SHA2(CONCAT(@h,
    UNHEX('0000000D'), 'rekam-audit-1',
    UNHEX('00000001'), '0',
    UNHEX(LPAD(HEX(LENGTH(@n)), 8, '0')), CAST(@n AS CHAR),
    UNHEX(LPAD(HEX(LENGTH(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', at))), 8, '0')), TIMESTAMPDIFF(MICROSECOND, '1970-01-01', at),
    UNHEX('00000001'), '0',
    UNHEX('00000000'),
    UNHEX(LPAD(HEX(LENGTH(COALESCE(office_id, ''))), 8, '0')), COALESCE(office_id, ''),
    UNHEX(LPAD(HEX(LENGTH(COALESCE(actor_id, ''))), 8, '0')), COALESCE(actor_id, ''),
    UNHEX('00000001'), '0',
    UNHEX('00000000'),
    UNHEX(LPAD(HEX(LENGTH(address)), 8, '0')), address,
    UNHEX(LPAD(HEX(LENGTH(request_id)), 8, '0')), request_id,
    UNHEX(LPAD(HEX(LENGTH(action)), 8, '0')), action,
    UNHEX(LPAD(HEX(LENGTH(object)), 8, '0')), object,
    UNHEX(LPAD(HEX(LENGTH(detail)), 8, '0')), detail), 256)))
ORDER BY id;

ALTER TABLE audit
  ALTER strand DROP DEFAULT, ALTER seq DROP DEFAULT, ALTER roles DROP DEFAULT,
  ALTER session DROP DEFAULT, ALTER boot DROP DEFAULT, ALTER mono_us DROP DEFAULT,
  ALTER prev DROP DEFAULT, ALTER hash DROP DEFAULT,
  ADD UNIQUE KEY audit_strand (strand, seq),
  ADD KEY audit_actor (actor_id, at),
  ADD KEY audit_at (at, id);

-- Where each strand stands.  A row of audit moves it (trigger in grants.sql), nothing else does.
CREATE TABLE audit_head (
  strand  INT         NOT NULL PRIMARY KEY,
  account VARCHAR(8)  NOT NULL,                        -- the database account that writes it
  seq     BIGINT      NOT NULL,                        -- of its last row; 0: none yet
  hash    BINARY(32)  NOT NULL,                        -- of that row
  at      DATETIME(6) NULL,
  KEY audit_head_account (account, strand)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO audit_head (strand, account, seq, hash, at)
SELECT 0, 'awal', @n, @h, MAX(at) FROM audit;
-- At least as many as an account has connections at once; more may be added here, with seq 0.
INSERT INTO audit_head (strand, account, seq, hash)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 24),
a (base, account, size) AS (
  SELECT 100, 'web', 24 UNION ALL SELECT 200, 'auth', 8 UNION ALL SELECT 300, 'admin', 4
  UNION ALL SELECT 400, 'station', 8 UNION ALL SELECT 500, 'printd', 2
  UNION ALL SELECT 600, 'signd', 2 UNION ALL SELECT 700, 'migrate', 4
  UNION ALL SELECT 800, 'backup', 2)
SELECT base + i, account, 0, UNHEX(REPEAT('00', 32)) FROM a JOIN n ON i <= size;

-- Signed by rekam-signd (form: sign/anchor.h), which also keeps them in a file of its own.
CREATE TABLE audit_anchor (
  no        BIGINT      NOT NULL PRIMARY KEY,          -- 1, 2, 3 ...
  at        DATETIME(6) NOT NULL,
  total     BIGINT      NOT NULL,                      -- rows of all strands
  code      CHAR(19)    NOT NULL,                      -- to compare on paper
  digest    BINARY(32)  NOT NULL,                      -- SHA-256 of body
  body      TEXT        NOT NULL,
  key_id    CHAR(8)     NOT NULL,
  signature BINARY(64)  NOT NULL,
  KEY audit_anchor_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
