-- refused: 2: a: the kind is :one, :many, :exec or :insert, not ''
-- name: a
-- by: web
-- row: id int64
SELECT id FROM t;
