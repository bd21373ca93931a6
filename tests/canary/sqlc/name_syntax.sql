-- refused: 2: a statement is declared: -- name: case_by_id :one
-- name: CaseById :one
-- by: web
-- row: id int64
SELECT id FROM t;
