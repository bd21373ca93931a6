-- refused: 2: a: -- row is missing
-- name: a :one
-- by: web
SELECT id FROM t;
