-- refused: 5: a: a quote is not closed
-- name: a :exec
-- by: web
UPDATE t SET
id = 'x;
