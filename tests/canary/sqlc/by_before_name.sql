-- refused: 2: -- by before any -- name
-- by: web
-- name: a :exec
UPDATE t SET id = 1;
