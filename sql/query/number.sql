-- Gapless numbers: the counter row is locked from here to the commit of the
-- transaction that uses the number, so a rollback takes the number back.

-- name: counter_ensure :exec
-- by: web
-- in: office int64, series text, year int64
INSERT IGNORE INTO counter (office_id, series, year, n) VALUES (:office, :series, :year, 0);

-- name: counter_list :many
-- by: web
-- in: office int64, series text
-- row: year int64, n int64
SELECT year, n FROM counter WHERE office_id = :office AND series = :series ORDER BY year;

-- So many numbers at once, for paper slips: the last of them is LAST_INSERT_ID().
-- name: counter_take_many :exec
-- by: web
-- in: office int64, series text, year int64, size int64
UPDATE counter SET n = LAST_INSERT_ID(n + :size) WHERE office_id = :office AND series = :series AND year = :year;

-- name: slip_add :insert
-- by: web
-- in: office int64, year int64, first int64, last int64, size int64, note text, at utc, actor int64
INSERT INTO agenda_slip (office_id, year, first_no, last_no, left_n, note, made_at, made_by)
VALUES (:office, :year, :first, :last, :size, :note, :at, :actor);

-- name: slip_list :many
-- by: web
-- in: office int64, year int64
-- row: id int64, first_no int64, last_no int64, left_n int64, note text, made_at utc, actor text
SELECT s.id, s.first_no, s.last_no, s.left_n, s.note, s.made_at, u.name
FROM agenda_slip s JOIN user u ON u.id = s.made_by WHERE s.office_id = :office AND s.year = :year ORDER BY s.first_no;

-- name: slip_get :one
-- by: web
-- in: office int64, id int64
-- row: id int64, year int64, first_no int64, last_no int64, left_n int64, note text, made_at utc
SELECT id, year, first_no, last_no, left_n, note, made_at FROM agenda_slip WHERE office_id = :office AND id = :id;

-- name: slip_lock :one
-- by: web
-- in: office int64, id int64
-- row: year int64, first_no int64, last_no int64, left_n int64
SELECT year, first_no, last_no, left_n FROM agenda_slip WHERE office_id = :office AND id = :id FOR UPDATE;

-- name: slip_left :exec
-- by: web
-- in: office int64, id int64, size int64
UPDATE agenda_slip SET left_n = left_n - :size WHERE office_id = :office AND id = :id AND left_n >= :size;

-- Numbers of a year that somebody has, and those that nobody will get.
-- name: agenda_taken :many
-- by: web
-- in: office int64, year int64, first int64, last int64
-- row: no int64
SELECT agenda_no FROM casefile WHERE office_id = :office AND agenda_year = :year AND agenda_no BETWEEN :first AND :last
ORDER BY agenda_no;

-- name: agenda_void_list :many
-- by: web
-- in: office int64, year int64, first int64, last int64
-- row: no int64, reason text, at utc, actor text
SELECT a.no, a.reason, a.at, u.name FROM agenda_void a JOIN user u ON u.id = a.actor_id
WHERE a.office_id = :office AND a.year = :year AND a.no BETWEEN :first AND :last ORDER BY a.no;

-- name: agenda_void_add :exec
-- by: web
-- in: office int64, year int64, no int64, slip int64, reason text, at utc, actor int64
INSERT INTO agenda_void (office_id, year, no, slip_id, reason, at, actor_id)
VALUES (:office, :year, :no, :slip, :reason, :at, :actor);

-- Letters of the own series, each number once.
-- name: letter_taken :many
-- by: web
-- in: office int64, year int64
-- row: no int64
SELECT DISTINCT letter_no FROM document WHERE office_id = :office AND letter_year = :year AND letter_no IS NOT NULL
ORDER BY letter_no;

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
