-- refused: 4: a: the type of 'id' is int64, text, day, utc or blob, not 'int'
-- name: a :exec
-- by: web
-- in: id int
UPDATE t SET a = :id;
