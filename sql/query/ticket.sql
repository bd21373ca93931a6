-- Tickets of a day.

-- name: ticket_last :one
-- by: web
-- in: office int64, today day
-- row: no int64
SELECT COALESCE(MAX(no), 0) FROM ticket WHERE office_id = :office AND day = :today;

-- name: ticket_add :insert
-- by: web
-- in: office int64, today day, no int64, kind text, at utc
INSERT INTO ticket (office_id, day, no, kind, state, made_at) VALUES (:office, :today, :no, :kind, 'MENUNGGU', :at);

-- name: ticket_waiting :many
-- by: web
-- in: office int64, today day
-- row: id int64, no int64, kind text, made_at utc
SELECT id, no, kind, made_at FROM ticket WHERE office_id = :office AND day = :today AND state = 'MENUNGGU' ORDER BY no;

-- What was called, the last first; those that a counter still serves.
-- name: ticket_called :many
-- by: web auth
-- in: office int64, today day
-- row: id int64, no int64, kind text, counter text, called_at utc, called_by int64
SELECT id, no, kind, counter, called_at, called_by FROM ticket
WHERE office_id = :office AND day = :today AND state = 'DIPANGGIL' ORDER BY called_at DESC LIMIT 8;

-- name: ticket_counts :one
-- by: web auth
-- in: office int64, today day
-- row: waiting int64, served int64, away int64
SELECT COALESCE(SUM(state = 'MENUNGGU'), 0), COALESCE(SUM(state = 'DILAYANI'), 0), COALESCE(SUM(state = 'TIDAK_HADIR'), 0)
FROM ticket WHERE office_id = :office AND day = :today;

-- One of two clerks gets it.
-- name: ticket_call :exec
-- by: web
-- in: id int64, office int64, state text, counter text, at utc, actor int64
UPDATE ticket SET state = 'DIPANGGIL', counter = :counter, called_at = :at, called_by = :actor
WHERE id = :id AND office_id = :office AND state = :state;

-- The office of a display: the only one, that of the code, or of who opens it logged in.
-- name: display_office :one
-- by: auth
-- in: code text, mine int64
-- row: id int64, name text
SELECT id, name FROM office WHERE (region_code = :code AND training_of IS NULL) OR (:code = '' AND id = :mine)
  OR (training_of IS NULL AND (SELECT COUNT(*) FROM office WHERE training_of IS NULL) = 1)
ORDER BY id = :mine DESC LIMIT 1;

-- name: ticket_end :exec
-- by: web
-- in: id int64, office int64, state text, at utc
UPDATE ticket SET state = :state, ended_at = :at WHERE id = :id AND office_id = :office AND state = 'DIPANGGIL';

-- Where this clerk called to, last.
-- name: ticket_counter :one
-- by: web
-- in: office int64, actor int64
-- row: counter text
SELECT counter FROM ticket WHERE office_id = :office AND called_by = :actor ORDER BY called_at DESC LIMIT 1;
