-- name: canary_nobody :exec
-- in: id int64
DELETE FROM audit WHERE id = :id;
