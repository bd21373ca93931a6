-- What "rekamctl audit verify" reads, as the account that may read all and change nothing.

-- name: verify_snapshot :exec
-- by: backup
START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;

-- name: verify_level :exec
-- by: backup
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;

-- name: verify_end :exec
-- by: backup
ROLLBACK;

-- name: verify_heads :many
-- by: backup
-- row: strand int64, account text, seq int64, hash blob
SELECT strand, account, seq, hash FROM audit_head ORDER BY strand;

-- Strands that have rows, whatever the heads say, and how many.
-- name: verify_strands :many
-- by: backup
-- row: strand int64, n int64, lowest int64, highest int64
SELECT strand, COUNT(*), MIN(seq), MAX(seq) FROM audit GROUP BY strand ORDER BY strand;

-- All rows in the order they were inserted, which is that of each strand too: the order of the
-- table itself, so that a long history is read as fast as the disk gives it.
-- name: verify_rows :many
-- by: backup
-- in: after int64, size int64
-- row: id int64, strand int64, seq int64, at utc, mono_us int64, boot text, office_id int64?
-- row: actor_id int64?, roles int64, session text, address text, request_id text, action text
-- row: object text, detail text, prev blob, hash blob
SELECT id, strand, seq, at, mono_us, boot, office_id, actor_id, roles, session, address,
  request_id, action, object, detail, prev, hash
FROM audit WHERE id > :after ORDER BY id LIMIT :size;

-- name: verify_anchors :many
-- by: backup
-- in: after int64
-- row: no int64, total int64, digest blob, body text, key_id text, signature blob
SELECT no, total, digest, body, key_id, signature FROM audit_anchor WHERE no > :after ORDER BY no LIMIT 200;
