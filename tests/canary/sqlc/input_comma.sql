-- refused: 4: a: a comma is missing after 'id'
-- name: a :exec
-- by: web
-- in: id int64 b text
UPDATE t SET a = :id;
