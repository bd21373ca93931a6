-- refused: 2: a: -- row has 1 columns, the select list has 2
-- name: a :many
-- by: web
-- row: id int64
SELECT id, COALESCE(x, y) FROM t;
