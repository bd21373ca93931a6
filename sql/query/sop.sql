-- The office's SOP: its sheet, its versions, and a new one.

-- name: sop_versions :many
-- by: web admin
-- in: office int64
-- row: id int64, number text, title text, made_on day, effective_on day
SELECT id, number, title, made_on, effective_on FROM sop_version
WHERE office_id = (SELECT COALESCE(training_of, id) FROM office WHERE id = :office) ORDER BY effective_on DESC, id DESC LIMIT 50;

-- name: sop_texts :many
-- by: web
-- in: sop int64
-- row: part text, text text
SELECT part, text FROM sop_text WHERE sop_version_id = :sop ORDER BY part, sort;

-- name: sop_needs :many
-- by: web admin
-- in: sop int64
-- row: code text, label text, note text, mandatory int64, waivable int64
SELECT code, label, note, mandatory, waivable FROM requirement WHERE sop_version_id = :sop ORDER BY sort;

-- name: sop_add :insert
-- by: admin
-- in: office int64, number text, title text, made day, effective day
INSERT INTO sop_version (office_id, number, title, made_on, effective_on) VALUES (:office, :number, :title, :made, :effective);

-- name: sop_step_add :exec
-- by: admin
-- in: sop int64, step int64, title text, activity text, minutes int64?, output text
INSERT INTO sop_step (sop_version_id, step, title, activity, minutes, output) VALUES (:sop, :step, :title, :activity, :minutes, :output);

-- name: sop_need_add :exec
-- by: admin
-- in: sop int64, code text, label text, note text, mandatory int64, waivable int64, sort int64
INSERT INTO requirement (sop_version_id, code, label, note, mandatory, waivable, sort)
VALUES (:sop, :code, :label, :note, :mandatory, :waivable, :sort);

-- The sheet's other words go on until somebody changes the sheet.
-- name: sop_text_copy :exec
-- by: admin
-- in: sop int64, from_sop int64
INSERT INTO sop_text (sop_version_id, part, sort, text) SELECT :sop, part, sort, text FROM sop_text WHERE sop_version_id = :from_sop;
