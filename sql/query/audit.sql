-- Traces: INSERT only.

-- name: audit_add :insert
-- by: web auth admin station
-- in: at utc, office int64?, actor int64?, address text, action text, object text, detail text, request text
INSERT INTO audit (at, office_id, actor_id, address, action, object, detail, request_id)
VALUES (:at, :office, :actor, :address, :action, :object, :detail, :request);

-- name: audit_seen_lately :one
-- by: web station
-- in: object text, action text, actor int64, since utc
-- row: n int64
SELECT COUNT(*) FROM (
  SELECT 1 FROM audit WHERE object = :object AND action = :action AND actor_id = :actor AND at >= :since
  LIMIT 1
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
