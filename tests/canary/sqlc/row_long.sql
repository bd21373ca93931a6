-- refused: 2: a: -- row has 3 columns, the select list has 2
-- name: a :many
-- by: web
-- row: id int64, x text, y text
SELECT id, (SELECT a FROM b WHERE c IN (1, 2)) FROM t;
