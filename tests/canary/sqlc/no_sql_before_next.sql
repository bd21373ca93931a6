-- refused: 2: a: there is no SQL
-- name: a :exec
-- by: web
-- name: b :exec
-- by: web
UPDATE t SET id = 1;
