-- Incidents, their steps, and where notices go.

-- name: incident_add :insert
-- by: web
-- in: office int64, year int64, no int64, kind text, title text, classes int64, discovered_at utc, at utc, actor int64
INSERT INTO incident (office_id, year, no, kind, title, classes, discovered_at, created_at, created_by)
VALUES (:office, :year, :no, :kind, :title, :classes, :discovered_at, :at, :actor);

-- name: incident_entry_add :insert
-- by: web
-- in: incident int64, kind text, text text, at utc, actor int64
INSERT INTO incident_entry (incident_id, kind, text, at, actor_id)
VALUES (:incident, :kind, :text, :at, :actor);

-- Entries of one incident come one after the other, and none after the conclusion.
-- name: incident_lock :one
-- by: web
-- in: id int64, office int64
-- row: id int64, closed int64
SELECT i.id, (SELECT COUNT(*) FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'KESIMPULAN')
FROM incident i WHERE i.id = :id AND i.office_id = :office FOR UPDATE;

-- name: incident_list :many
-- by: web
-- in: office int64, skip int64, size int64
-- row: id int64, year int64, no int64, kind text, title text, discovered_at utc, told_subject int64, told_agency int64, closed_at utc?, total int64
SELECT i.id, i.year, i.no, i.kind, i.title, i.discovered_at,
  EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'SURAT_SUBJEK'),
  EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'SURAT_LEMBAGA'),
  (SELECT MAX(e.at) FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'KESIMPULAN'),
  COUNT(*) OVER ()
FROM incident i WHERE i.office_id = :office ORDER BY i.id DESC LIMIT :size OFFSET :skip;

-- name: incident_get :one
-- by: web
-- in: id int64, office int64
-- row: id int64, year int64, no int64, kind text, title text, classes int64, discovered_at utc, created_at utc, created_by text
SELECT i.id, i.year, i.no, i.kind, i.title, i.classes, i.discovered_at, i.created_at, u.name
FROM incident i JOIN user u ON u.id = i.created_by
WHERE i.id = :id AND i.office_id = :office;

-- name: incident_entries :many
-- by: web
-- in: incident int64
-- row: id int64, kind text, text text, at utc, who text
SELECT e.id, e.kind, e.text, e.at, u.name FROM incident_entry e JOIN user u ON u.id = e.actor_id
WHERE e.incident_id = :incident ORDER BY e.id;

-- name: incident_open :many
-- by: web
-- in: office int64
-- row: id int64, year int64, no int64, title text
SELECT i.id, i.year, i.no, i.title FROM incident i
WHERE i.office_id = :office
  AND NOT EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'KESIMPULAN')
ORDER BY i.id DESC LIMIT 50;

-- name: incident_scope_add :insert
-- by: web
-- in: incident int64, user int64?, station int64?, address text, backup_at utc?, from_at utc, to_at utc, lists int64, persons int64, sha256 blob, at utc, actor int64
INSERT INTO incident_scope (incident_id, user_id, station_id, address, backup_at, from_at, to_at, lists,
  persons, sha256, at, actor_id)
VALUES (:incident, NULLIF(:user, 0), NULLIF(:station, 0), :address, :backup_at, :from_at, :to_at, :lists,
  :persons, :sha256, :at, :actor);

-- name: incident_scopes :many
-- by: web
-- in: incident int64
-- row: id int64, user_id int64?, username text?, user_name text?, station_id int64?, station text?, address text, backup_at utc?, from_at utc, to_at utc, lists int64, persons int64, sha256 blob, at utc, who text
SELECT s.id, s.user_id, u.username, u.name, s.station_id, t.label, s.address, s.backup_at, s.from_at, s.to_at,
  s.lists, s.persons, s.sha256, s.at, w.name
FROM incident_scope s LEFT JOIN user u ON u.id = s.user_id LEFT JOIN station t ON t.id = s.station_id
JOIN user w ON w.id = s.actor_id
WHERE s.incident_id = :incident ORDER BY s.id;

-- name: notice_address_get :one
-- by: web
-- in: office int64
-- row: agency text, agency_address text, csirt text, csirt_address text, contact text, contact_way text
SELECT agency, agency_address, csirt, csirt_address, contact, contact_way
FROM notice_address WHERE office_id = :office;

-- name: notice_address_put :exec
-- by: web
-- in: office int64, agency text, agency_address text, csirt text, csirt_address text, contact text, contact_way text
INSERT INTO notice_address (office_id, agency, agency_address, csirt, csirt_address, contact, contact_way)
VALUES (:office, :agency, :agency_address, :csirt, :csirt_address, :contact, :contact_way)
ON DUPLICATE KEY UPDATE agency = VALUES(agency), agency_address = VALUES(agency_address),
  csirt = VALUES(csirt), csirt_address = VALUES(csirt_address), contact = VALUES(contact),
  contact_way = VALUES(contact_way);

-- The clocks of 72 hours that run, for the frame of every page: open incidents, and the requests
-- that wait.  told: both notices are out.
-- name: duty_clocks :many
-- by: web auth admin station
-- in: office int64
-- row: what text, id int64, year int64, no int64, begun_at utc, told int64
SELECT what, id, year, no, begun_at, told FROM (
  (SELECT 'insiden' AS what, i.id, i.year, i.no, i.discovered_at AS begun_at,
    EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'SURAT_SUBJEK')
    AND EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'SURAT_LEMBAGA') AS told
  FROM incident i
  WHERE i.office_id = :office
    AND NOT EXISTS (SELECT 1 FROM incident_entry e WHERE e.incident_id = i.id AND e.kind = 'KESIMPULAN')
  ORDER BY i.discovered_at LIMIT 5)
  UNION ALL
  (SELECT 'permintaan', MIN(r.id), 0, COUNT(*), MIN(r.received_at), 0
  FROM subject_request r LEFT JOIN subject_answer a ON a.request_id = r.id
  WHERE r.office_id = :office AND a.request_id IS NULL
  HAVING COUNT(*) > 0)
) clocks;

-- name: retention_list :many
-- by: web
-- row: code text, label text, covers text, rule text, days int64?, basis text
SELECT code, label, covers, rule, days, basis FROM retention ORDER BY sort;

-- Figures for the assessment of impact; no person in them.
-- name: dpia_facts :one
-- by: web
-- in: office int64
-- row: cases int64, persons int64, minors int64, images int64, exceptions int64, users int64, stations int64, traces int64?, sign_mode text, password_policy text, idle_minutes int64, same_person text, schema_version int64
SELECT COUNT(c.id), COUNT(DISTINCT c.nik), COALESCE(SUM(TIMESTAMPDIFF(YEAR, c.birth_day, c.created_at) < 18), 0),
  (SELECT COUNT(*) FROM capture_image i JOIN casefile k ON k.id = i.case_id WHERE k.office_id = o.id AND i.destroyed_id IS NULL),
  (SELECT COUNT(*) FROM finger_exception x JOIN casefile k ON k.id = x.case_id WHERE k.office_id = o.id),
  (SELECT COUNT(*) FROM user u WHERE u.office_id = o.id AND u.active = 1),
  (SELECT COUNT(*) FROM station s WHERE s.office_id = o.id AND s.active = 1),
  (SELECT MAX(id) FROM audit), o.sign_mode, o.password_policy, o.idle_minutes, o.same_person,
  (SELECT MAX(version) FROM schema_version WHERE done_at IS NOT NULL)
FROM office o LEFT JOIN casefile c ON c.office_id = o.id
WHERE o.id = :office GROUP BY o.id;
