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
