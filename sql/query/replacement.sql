-- Surat pengganti of finished cases.  State words: sop/replacement.h.

-- name: replacement_add :insert
-- by: web
-- in: office int64, case_id int64, old int64, new int64, reason text, fate text, at utc, actor int64
INSERT INTO replacement (office_id, case_id, old_id, new_id, reason, fate, made_at, made_by)
VALUES (:office, :case_id, :old, :new, :reason, :fate, :at, :actor);

-- name: replacement_list :many
-- by: web
-- in: case_id int64
-- row: id int64, old_number text, new_number text, new_id int64, reason text, fate text, state text, made_at utc, maker text, ended_at utc?, end_reason text, handed_at utc?, received_by text, signatory text?
SELECT r.id, o.letter_number, n.letter_number, r.new_id, r.reason, r.fate, r.state, r.made_at, u.name, r.ended_at,
  r.end_reason, r.handed_at, r.received_by, s.name
FROM replacement r JOIN document o ON o.id = r.old_id JOIN document n ON n.id = r.new_id
JOIN user u ON u.id = r.made_by LEFT JOIN signatory s ON s.id = n.signatory_id
WHERE r.case_id = :case_id ORDER BY r.id DESC;

-- name: replacement_turn :exec
-- by: web
-- in: new int64, from_state text, to_state text, at utc, reason text
UPDATE replacement SET state = :to_state, ended_at = :at, end_reason = :reason WHERE new_id = :new AND state = :from_state;

-- name: replacement_hand :exec
-- by: web
-- in: new int64, at utc, receiver text
UPDATE replacement SET state = 'DISERAHKAN', handed_at = :at, received_by = :receiver
WHERE new_id = :new AND state = 'DITANDATANGANI';

-- name: replacement_desk :many
-- by: web
-- in: office int64, user int64
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, nik text, village text, at utc, letter_number text, signatory text
SELECT c.id, c.agenda_no, c.agenda_year, c.name, c.nik, v.name, r.made_at, d.letter_number, s.name
FROM replacement r JOIN document d ON d.id = r.new_id JOIN casefile c ON c.id = r.case_id
JOIN village v ON v.id = c.village_id JOIN signatory s ON s.id = d.signatory_id
WHERE r.office_id = :office AND r.state = 'MENUNGGU' AND c.sign_mode = 'ELEKTRONIK' AND s.user_id = :user
ORDER BY r.id LIMIT 100;
