-- Traces: INSERT only.  How a row is made and chained: store/audit.c alone.

-- A head that no other writer holds; none: all are held.
-- name: audit_head_free :one
-- by: web auth admin station printd migrate backup
-- in: account text
-- row: strand int64, seq int64, hash blob
SELECT strand, seq, hash FROM audit_head WHERE account = :account
ORDER BY strand LIMIT 1 FOR UPDATE SKIP LOCKED;

-- Waits for one of them, a different one for neighbouring connections.
-- name: audit_head_wait :one
-- by: web auth admin station printd migrate backup
-- in: account text
-- row: strand int64, seq int64, hash blob
SELECT strand, seq, hash FROM audit_head WHERE strand =
  (SELECT MIN(h.strand) + CONNECTION_ID() % COUNT(*) FROM audit_head h WHERE h.account = :account)
FOR UPDATE;

-- A trigger moves the head, and refuses a row that is not the next of its strand.
-- name: audit_add :insert
-- by: web auth admin station printd migrate backup
-- in: strand int64, seq int64, at utc, mono_us int64, boot text, office int64?, actor int64?
-- in: roles int64, session text, address text, request text, action text, object text
-- in: detail text, prev blob, hash blob
INSERT INTO audit (strand, seq, at, mono_us, boot, office_id, actor_id, roles, session, address,
  request_id, action, object, detail, prev, hash)
VALUES (:strand, :seq, :at, :mono_us, :boot, :office, :actor, :roles, :session, :address,
  :request, :action, :object, :detail, :prev, :hash);

-- name: audit_seen_lately :one
-- by: web station admin
-- in: object text, action text, actor int64, session text, since utc
-- row: n int64
SELECT COUNT(*) FROM (
  SELECT 1 FROM audit FORCE INDEX (audit_actor)
  WHERE actor_id = :actor AND at >= :since AND object = :object AND action = :action AND session = :session
  ORDER BY at DESC LIMIT 1
) seen;

-- name: request_add :exec
-- by: web station
-- in: request text, user int64, at utc, location text
INSERT INTO request_done (request_id, user_id, at, location) VALUES (:request, :user, :at, :location);

-- name: request_find :one
-- by: web station
-- in: request text, user int64
-- row: location text
SELECT location FROM request_done WHERE request_id = :request AND user_id = :user;
