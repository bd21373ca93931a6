-- refused: 2: a: '*' in the select list: name the columns
-- name: a :many
-- by: web
-- row: id int64
SELECT * FROM t;
