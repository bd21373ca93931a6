-- refused: 2: a: there is no SQL
-- name: a :exec
-- by: web

