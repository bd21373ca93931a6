-- refused: 4: a: a bare '?': inputs are written :name
-- name: a :exec
-- by: web
UPDATE t SET a = ?;
