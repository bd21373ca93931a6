-- One case: read, lock, change.

-- name: casefile_get :one
-- by: web station
-- in: id int64, office int64
-- row: id int64, uuid text, office_id int64, sop_version_id int64, sign_mode text, status text, open int64, version int64, created_at utc, status_at utc, nik text, kk text, name text, birth_place text, birth_day day, sex text, blood text, address text, rt text, rw text, village_id int64, village text, village_kind text, religion text, marital text, job text, citizenship text, phone text, guardian text, recorded text, intro_number text, intro_day day?, agenda_year int64?, agenda_no int64?, agenda_day day?, signatory_id int64?, signed_at utc?, recorded_at utc?, official_result text, received_by text, received_as text, received_at utc?, follows_id int64?, followed_by int64?, nik_doubt text, again_on day?, again_cause text, repeat_reason text, guardian_consent int64
SELECT c.id, c.uuid, c.office_id, c.sop_version_id, c.sign_mode, c.status, c.open, c.version, c.created_at,
  c.status_at, c.nik, c.kk, c.name, c.birth_place, c.birth_day, c.sex, c.blood, c.address, c.rt, c.rw,
  c.village_id, v.name, v.kind, c.religion, c.marital, c.job, c.citizenship, c.phone, c.guardian, c.recorded,
  c.intro_number, c.intro_day, c.agenda_year, c.agenda_no, c.agenda_day, c.signatory_id, c.signed_at,
  c.recorded_at, c.official_result, c.received_by, c.received_as, c.received_at,
  c.follows_id, (SELECT MAX(f.id) FROM casefile f WHERE f.follows_id = c.id), c.nik_doubt,
  c.again_on, c.again_cause, c.repeat_reason, c.guardian_consent
FROM casefile c JOIN village v ON v.id = c.village_id
WHERE c.id = :id AND c.office_id = :office;

-- name: casefile_lock :one
-- by: web station
-- in: id int64, office int64
-- row: id int64, status text, version int64, sign_mode text, sop_version_id int64, agenda_year int64?, agenda_no int64?, signed_at utc?, recorded_at utc?
SELECT id, status, version, sign_mode, sop_version_id, agenda_year, agenda_no, signed_at, recorded_at
FROM casefile WHERE id = :id AND office_id = :office FOR UPDATE;

-- name: casefile_record_first :one
-- by: web station
-- in: office int64
-- row: allowed int64
SELECT record_first FROM office WHERE id = :office;

-- Who let this case be recorded before the signature, last.
-- name: casefile_early :one
-- by: web station
-- in: id int64
-- row: at utc, actor text, reason text
SELECT e.at, u.name, e.reason FROM case_event e JOIN user u ON u.id = e.actor_id
WHERE e.case_id = :id AND e.from_status = 'MENUNGGU_TTD' AND e.to_status = 'SEDANG_DIREKAM'
ORDER BY e.id DESC LIMIT 1;

-- name: casefile_missing :one
-- by: web station
-- in: id int64, sop int64
-- row: n int64
SELECT COUNT(*) FROM requirement r
LEFT JOIN case_requirement cr ON cr.requirement_id = r.id AND cr.case_id = :id
WHERE r.sop_version_id = :sop AND r.mandatory = 1 AND COALESCE(cr.present, 0) = 0
  AND NOT EXISTS (SELECT 1 FROM requirement_waiver w WHERE w.case_id = :id AND w.requirement_id = r.id);

-- name: casefile_add :insert
-- by: web
-- in: uuid text, office int64, sop int64, sign_mode text, at utc, nik text, name text, birth_day day, village_id int64, guardian text, recorded text, phone text, intro_number text, intro_day day?, follows int64?, nik_doubt text, repeat_reason text, guardian_consent int64
INSERT INTO casefile (uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at,
  nik, name, birth_day, village_id, guardian, recorded, phone, intro_number, intro_day, follows_id, nik_doubt, repeat_reason, guardian_consent)
VALUES (:uuid, :office, :sop, :sign_mode, 'DRAF', 1, :at, :at,
  :nik, :name, :birth_day, :village_id, :guardian, :recorded, :phone, :intro_number, :intro_day, :follows, :nik_doubt, :repeat_reason, :guardian_consent);

-- What step 2 asked of the same person before; the clerk compares it with the family card again.
-- name: casefile_copy_sheet :exec
-- by: web
-- in: id int64, office int64, follows int64
UPDATE casefile c JOIN casefile o ON o.id = :follows AND o.office_id = :office AND o.open = 0
SET c.kk = o.kk, c.birth_place = o.birth_place, c.sex = o.sex, c.blood = o.blood, c.address = o.address,
  c.rt = o.rt, c.rw = o.rw, c.religion = o.religion, c.marital = o.marital, c.job = o.job, c.citizenship = o.citizenship
WHERE c.id = :id;

-- Closed cases of a NIK, newest first.
-- name: casefile_earlier :many
-- by: web
-- in: office int64, nik text
-- row: id int64, agenda_no int64?, agenda_year int64?, name text, status text, status_at utc
SELECT id, agenda_no, agenda_year, name, status, status_at FROM casefile
WHERE office_id = :office AND nik = :nik AND open = 0 ORDER BY id DESC LIMIT 5;

-- name: nik_override_find :one
-- by: web
-- in: office int64, nik text
-- row: reason text, at utc, actor text
SELECT n.reason, n.at, u.name FROM nik_override n JOIN user u ON u.id = n.actor_id
WHERE n.office_id = :office AND n.nik = :nik ORDER BY n.id DESC LIMIT 1;

-- name: nik_override_add :insert
-- by: web
-- in: office int64, nik text, finding text, case_id int64, reason text, at utc, actor int64
INSERT INTO nik_override (office_id, nik, finding, case_id, reason, at, actor_id)
VALUES (:office, :nik, :finding, :case_id, :reason, :at, :actor);

-- Cases that wait for the Kasi's word on their NIK.
-- name: nik_doubts :many
-- by: web
-- in: office int64
-- row: id int64, name text, nik text, finding text, status_at utc
SELECT c.id, c.name, c.nik, c.nik_doubt, c.status_at FROM casefile c FORCE INDEX (casefile_doubt)
WHERE c.office_id = :office AND c.nik_doubt <> '' AND c.open = 1
  AND NOT EXISTS (SELECT 1 FROM nik_override n WHERE n.office_id = c.office_id AND n.nik = c.nik)
ORDER BY c.status_at LIMIT 20;

-- name: casefile_set_intake :exec
-- by: web
-- in: id int64, nik text, name text, birth_day day, village_id int64, guardian text, recorded text, phone text, intro_number text, intro_day day?, nik_doubt text, repeat_reason text, guardian_consent int64
UPDATE casefile SET nik = :nik, name = :name, birth_day = :birth_day, village_id = :village_id,
  guardian = :guardian, recorded = :recorded, phone = :phone, intro_number = :intro_number,
  intro_day = :intro_day, nik_doubt = :nik_doubt, repeat_reason = :repeat_reason,
  guardian_consent = :guardian_consent
WHERE id = :id;

-- name: casefile_set_person :exec
-- by: web
-- in: id int64, nik text, kk text, name text, birth_place text, birth_day day, sex text, blood text, address text, rt text, rw text, village_id int64, religion text, marital text, job text, citizenship text, phone text, guardian text, recorded text, nik_doubt text, repeat_reason text
UPDATE casefile SET nik = :nik, kk = :kk, name = :name, birth_place = :birth_place, birth_day = :birth_day,
  sex = :sex, blood = :blood, address = :address, rt = :rt, rw = :rw, village_id = :village_id,
  religion = :religion, marital = :marital, job = :job, citizenship = :citizenship, phone = :phone,
  guardian = :guardian, recorded = :recorded, nik_doubt = :nik_doubt,
  repeat_reason = :repeat_reason
WHERE id = :id;

-- name: casefile_set_status :exec
-- by: web station
-- in: id int64, version int64, status text, open int64, at utc
UPDATE casefile SET status = :status, open = :open, version = version + 1, status_at = :at, again_on = NULL, again_cause = ''
WHERE id = :id AND version = :version;

-- The day on which the applicant comes back; set after the move that sends him home.
-- name: casefile_set_again :exec
-- by: web station
-- in: id int64, day day?, cause text
UPDATE casefile SET again_on = :day, again_cause = :cause WHERE id = :id;

-- What differs from KK or SIAK, once for each field.
-- name: case_difference_add :exec
-- by: web
-- in: id int64, version int64, field text, entered text, found text
INSERT INTO case_difference (case_id, version, field, entered, found) VALUES (:id, :version, :field, :entered, :found);

-- As it was declared last.
-- name: case_difference_list :many
-- by: web
-- in: id int64
-- row: field text, entered text, found text
SELECT field, entered, found FROM case_difference
WHERE case_id = :id AND version = (SELECT MAX(version) FROM case_difference WHERE case_id = :id);

-- A paper that the Kasi does without.
-- name: waiver_add :exec
-- by: web
-- in: id int64, requirement int64, reason text, at utc, actor int64
INSERT INTO requirement_waiver (case_id, requirement_id, reason, at, actor_id) VALUES (:id, :requirement, :reason, :at, :actor);

-- Cases that lack nothing but what the Kasi may waive, and wait for that.
-- name: waiver_waiting :many
-- by: web
-- in: office int64
-- row: id int64, name text, nik text, label text, status_at utc
SELECT c.id, c.name, c.nik, MIN(r.label), c.status_at
FROM casefile c JOIN requirement r ON r.sop_version_id = c.sop_version_id AND r.mandatory = 1
LEFT JOIN case_requirement cr ON cr.requirement_id = r.id AND cr.case_id = c.id
LEFT JOIN requirement_waiver w ON w.requirement_id = r.id AND w.case_id = c.id
WHERE c.office_id = :office AND c.open = 1 AND c.status IN ('DRAF', 'BERKAS_DIKEMBALIKAN')
  AND COALESCE(cr.present, 0) = 0 AND w.case_id IS NULL
GROUP BY c.id, c.name, c.nik, c.status_at HAVING MIN(r.waivable) = 1 ORDER BY c.status_at LIMIT 20;

-- name: casefile_set_agenda :exec
-- by: web
-- in: id int64, year int64, no int64, today day
UPDATE casefile SET agenda_year = :year, agenda_no = :no, agenda_day = :today WHERE id = :id;

-- name: casefile_set_signatory :exec
-- by: web
-- in: id int64, signatory int64
UPDATE casefile SET signatory_id = :signatory WHERE id = :id;

-- name: casefile_set_signed :exec
-- by: web
-- in: id int64, at utc?
UPDATE casefile SET signed_at = :at WHERE id = :id;

-- name: casefile_set_recorded :exec
-- by: web station
-- in: id int64, at utc, result text
UPDATE casefile SET recorded_at = :at, official_result = :result WHERE id = :id;

-- name: casefile_set_received :exec
-- by: web
-- in: id int64, at utc, received_by text, received_as text
UPDATE casefile SET received_at = :at, received_by = :received_by, received_as = :received_as WHERE id = :id;

-- name: casefile_open_by_nik :one
-- by: web
-- in: office int64, nik text
-- row: id int64, agenda_no int64?, agenda_year int64?, status text
SELECT id, agenda_no, agenda_year, status FROM casefile WHERE office_id = :office AND open_nik = :nik;

-- name: casefile_finished_by_nik :one
-- by: web
-- in: office int64, nik text, but int64
-- row: id int64, agenda_no int64?, agenda_year int64?, status_at utc
SELECT id, agenda_no, agenda_year, status_at FROM casefile
WHERE office_id = :office AND nik = :nik AND status = 'SELESAI' AND id <> :but ORDER BY id DESC LIMIT 1;

-- name: case_requirement_list :many
-- by: web
-- in: id int64, sop int64
-- row: id int64, code text, label text, note text, mandatory int64, present int64, remark text?, waivable int64, waived text?, waived_by text?
SELECT r.id, r.code, r.label, r.note, r.mandatory, COALESCE(cr.present, 0), cr.note, r.waivable, w.reason, u.name
FROM requirement r LEFT JOIN case_requirement cr ON cr.requirement_id = r.id AND cr.case_id = :id
LEFT JOIN requirement_waiver w ON w.requirement_id = r.id AND w.case_id = :id LEFT JOIN user u ON u.id = w.actor_id
WHERE r.sop_version_id = :sop ORDER BY r.sort;

-- name: case_requirement_set :exec
-- by: web
-- in: id int64, requirement int64, present int64, remark text
INSERT INTO case_requirement (case_id, requirement_id, present, note)
VALUES (:id, :requirement, :present, :remark)
ON DUPLICATE KEY UPDATE present = VALUES(present), note = VALUES(note);

-- name: case_event_add :insert
-- by: web station
-- in: id int64, version int64, from_status text, to_status text, step int64, actor int64?, at utc, cause text, reason text, request text
INSERT INTO case_event (case_id, version, from_status, to_status, step, actor_id, at, cause, reason, request_id)
VALUES (:id, :version, :from_status, :to_status, :step, :actor, :at, :cause, :reason, :request);

-- name: case_event_list :many
-- by: web station
-- in: id int64
-- row: version int64, from_status text, to_status text, step int64, at utc, cause text, reason text, actor text?
SELECT e.version, e.from_status, e.to_status, e.step, e.at, e.cause, e.reason, u.name
FROM case_event e LEFT JOIN user u ON u.id = e.actor_id
WHERE e.case_id = :id ORDER BY e.id;

-- name: step_time_begin :exec
-- by: web station
-- in: id int64, step int64, at utc, actor int64?
INSERT IGNORE INTO step_time (case_id, step, begun_at, begun_by) VALUES (:id, :step, :at, :actor);

-- name: step_time_end :exec
-- by: web station
-- in: id int64, step int64, at utc, actor int64?
INSERT INTO step_time (case_id, step, begun_at, begun_by, ended_at, ended_by)
VALUES (:id, :step, :at, :actor, :at, :actor)
ON DUPLICATE KEY UPDATE ended_at = VALUES(ended_at), ended_by = VALUES(ended_by);

-- One step has ended, the next one has begun, or begun once more.
-- name: step_time_turn :exec
-- by: web station
-- in: id int64, ended int64, begun int64, at utc, actor int64?
INSERT INTO step_time (case_id, step, begun_at, begun_by, ended_at, ended_by)
VALUES (:id, :ended, :at, :actor, :at, :actor), (:id, :begun, :at, :actor, NULL, NULL)
ON DUPLICATE KEY UPDATE ended_at = VALUES(ended_at), ended_by = VALUES(ended_by);

-- Begun, or begun once more after it had ended.
-- name: step_time_resume :exec
-- by: web station
-- in: id int64, step int64, at utc, actor int64?
INSERT INTO step_time (case_id, step, begun_at, begun_by) VALUES (:id, :step, :at, :actor)
ON DUPLICATE KEY UPDATE ended_at = NULL, ended_by = NULL;

-- name: step_time_list :many
-- by: web station
-- in: id int64
-- row: step int64, begun_at utc, begun_by text?, ended_at utc?, ended_by text?
SELECT t.step, t.begun_at, b.name, t.ended_at, e.name
FROM step_time t LEFT JOIN user b ON b.id = t.begun_by LEFT JOIN user e ON e.id = t.ended_by
WHERE t.case_id = :id ORDER BY t.step;

-- Something beside the procedure was added to a case: its version goes on, its status stays since when it was.
-- name: casefile_bump :exec
-- by: web
-- in: id int64, version int64
UPDATE casefile SET version = version + 1 WHERE id = :id AND version = :version;
