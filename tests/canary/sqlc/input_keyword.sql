-- refused: 4: a: 'case' cannot be the name of a field
-- name: a :exec
-- by: web
-- in: case int64
UPDATE t SET a = :case;
