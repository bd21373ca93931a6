-- refused: 2: a: a SELECT is :one or :many
-- name: a :exec
-- by: web
SELECT id FROM t;
