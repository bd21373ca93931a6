-- refused: 4: a: a comment is not closed
-- name: a :exec
-- by: web
UPDATE t SET id = 1 /* x
