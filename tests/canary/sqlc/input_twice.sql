-- refused: 4: a: 'id' is declared twice
-- name: a :exec
-- by: web
-- in: id int64, id text
UPDATE t SET a = :id;
