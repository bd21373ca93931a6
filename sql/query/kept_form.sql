-- Forms that were typed into and not sent yet.

-- name: kept_form_put :exec
-- by: web
-- in: user int64, office int64, path text, fields text, at utc
INSERT INTO kept_form (user_id, office_id, path, fields, at) VALUES (:user, :office, :path, :fields, :at)
ON DUPLICATE KEY UPDATE fields = VALUES(fields), at = VALUES(at);

-- name: kept_form_get :one
-- by: web
-- in: user int64, office int64, path text, since utc
-- row: fields text, at utc
SELECT fields, at FROM kept_form WHERE user_id = :user AND office_id = :office AND path = :path AND at >= :since;

-- name: kept_form_remove :exec
-- by: web
-- in: user int64, office int64, path text
DELETE FROM kept_form WHERE user_id = :user AND office_id = :office AND path = :path;

-- name: kept_form_sweep :exec
-- by: web
-- in: before utc
DELETE FROM kept_form WHERE at < :before ORDER BY at LIMIT 100;
