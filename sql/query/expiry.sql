-- Cases that nobody moved for long.

-- name: expiry_offices :many
-- by: web
-- row: id int64, draft_days int64, expiry_days int64, warn_days int64
SELECT id, draft_days, expiry_days, warn_days FROM office ORDER BY id;

-- name: expiry_rule_get :one
-- by: web station
-- in: office int64
-- row: draft_days int64, expiry_days int64, warn_days int64
SELECT draft_days, expiry_days, warn_days FROM office WHERE id = :office;

-- Oldest first; a case that is being recorded at this moment, or recorded before its signature, is left alone.
-- name: expiry_list :many
-- by: web
-- in: office int64, draft_before utc, before utc, size int64
-- row: id int64, version int64, name text, nik text, status text, status_at utc
SELECT id, version, name, nik, status, status_at FROM casefile FORCE INDEX (casefile_queue)
WHERE office_id = :office AND open = 1 AND status_at < IF(:draft_before > :before, :draft_before, :before)
  AND status_at < IF(status = 'DRAF', :draft_before, :before) AND status <> 'TEREKAM' AND recorded_at IS NULL
ORDER BY status_at, id LIMIT :size;
