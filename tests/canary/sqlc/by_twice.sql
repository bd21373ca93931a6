-- refused: 4: a: a second -- by
-- name: a :exec
-- by: web
-- by: auth
UPDATE t SET id = 1;
