-- refused: 2: a: :insert begins with INSERT
-- name: a :insert
-- by: web
UPDATE t SET id = 1;
