-- Gapless numbers: the counter row is locked from here to the commit of the
-- transaction that uses the number, so a rollback takes the number back.

-- name: counter_ensure :exec
-- by: web
-- in: office int64, series text, year int64
INSERT IGNORE INTO counter (office_id, series, year, n) VALUES (:office, :series, :year, 0);

-- name: counter_take :exec
-- by: web
-- in: office int64, series text, year int64
UPDATE counter SET n = LAST_INSERT_ID(n + 1) WHERE office_id = :office AND series = :series AND year = :year;

-- name: counter_list :many
-- by: web
-- in: office int64, series text
-- row: year int64, n int64
SELECT year, n FROM counter WHERE office_id = :office AND series = :series ORDER BY year;

-- Where letter numbers come from.
-- name: number_source :one
-- by: web admin
-- in: office int64
-- row: source text
SELECT number_source FROM office WHERE id = :office;

-- name: number_source_set :exec
-- by: admin
-- in: office int64, source text
UPDATE office SET number_source = :source WHERE id = :office;

-- name: number_used :one
-- by: web
-- in: office int64, year int64, no int64
-- row: id int64
SELECT MIN(id) AS id FROM document WHERE office_id = :office AND letter_year = :year AND letter_no = :no HAVING id IS NOT NULL;

-- name: number_block_next :one
-- by: web
-- in: office int64, year int64
-- row: id int64, used_to int64
SELECT id, used_to FROM number_block WHERE office_id = :office AND year = :year AND used_to < last_no
ORDER BY first_no LIMIT 1 FOR UPDATE;

-- name: number_block_take :exec
-- by: web
-- in: id int64
UPDATE number_block SET used_to = used_to + 1 WHERE id = :id AND used_to < last_no;

-- name: number_block_list :many
-- by: admin
-- in: office int64
-- row: id int64, year int64, first_no int64, last_no int64, used_to int64, note text, made_at utc, actor text
SELECT b.id, b.year, b.first_no, b.last_no, b.used_to, b.note, b.made_at, u.name
FROM number_block b JOIN user u ON u.id = b.made_by
WHERE b.office_id = :office ORDER BY b.year DESC, b.first_no DESC LIMIT 100;

-- Does a block or a letter have a number of that range already?
-- name: number_block_clash :one
-- by: admin
-- in: office int64, year int64, first int64, last int64
-- row: blocks int64, letters int64
SELECT (SELECT COUNT(*) FROM number_block WHERE office_id = :office AND year = :year AND first_no <= :last AND last_no >= :first),
  (SELECT COUNT(*) FROM document WHERE office_id = :office AND letter_year = :year AND letter_no BETWEEN :first AND :last);

-- name: number_block_add :insert
-- by: admin
-- in: office int64, year int64, first int64, last int64, note text, at utc, actor int64
INSERT INTO number_block (office_id, year, first_no, last_no, used_to, note, made_at, made_by)
VALUES (:office, :year, :first, :last, :first - 1, :note, :at, :actor);

-- What a clerk would type next.
-- name: number_last :one
-- by: web
-- in: office int64, year int64
-- row: no int64
SELECT COALESCE(MAX(letter_no), 0) FROM document WHERE office_id = :office AND letter_year = :year;
