-- Sealed images whose time is over, and the export keys that nothing needs any more.

-- What may go: of cases that ended without a result, and of the others as the office decided (keep: SELESAI,
-- KIRIM when finished before sent_before, HARI when taken before `before` and no longer being recorded).
-- name: destruction_due :many
-- by: web
-- in: office int64, keep text, before utc, sent_before utc, size int64
-- row: id int64, agenda_year int64, agenda_no int64, status text, fingers int64, parts int64, taken_at utc
SELECT c.id, COALESCE(c.agenda_year, 0), COALESCE(c.agenda_no, 0), c.status, x.fingers, x.parts, x.at
FROM (
  SELECT u.case_id, CAST(SUM(u.finger) AS SIGNED) AS fingers, CAST(SUM(1 - u.finger) AS SIGNED) AS parts, MAX(u.at) AS at
  FROM (
    SELECT case_id, 1 AS finger, stored_at AS at FROM capture_image WHERE destroyed_id IS NULL
    UNION ALL SELECT case_id, 0, at FROM biometric_part WHERE destroyed_id IS NULL AND sealed IS NOT NULL
  ) u GROUP BY u.case_id
) x JOIN casefile c ON c.id = x.case_id
WHERE c.office_id = :office AND (c.status IN ('DITOLAK', 'DIBATALKAN', 'KEDALUWARSA')
  OR (c.status = 'SELESAI' AND (:keep = 'SELESAI' OR (:keep = 'KIRIM' AND c.status_at < :sent_before)))
  OR (c.status IN ('SELESAI', 'TEREKAM') AND :keep = 'HARI' AND x.at < :before))
ORDER BY x.at, c.id LIMIT :size;

-- name: destruction_add :insert
-- by: web
-- in: office int64, what text, epoch text?, policy int64?, sent_day day?, cases int64, images int64, how text, witness text, document int64, at utc, actor int64
INSERT INTO destruction (office_id, what, epoch, policy_id, sent_day, cases, images, how, witness, document_id, at, by_user)
VALUES (:office, :what, :epoch, :policy, :sent_day, :cases, :images, :how, :witness, :document, :at, :actor);

-- name: destruction_fingers :exec
-- by: web
-- in: destruction int64, case_id int64
UPDATE capture_image SET sealed = '', destroyed_id = :destruction WHERE case_id = :case_id AND destroyed_id IS NULL;

-- name: destruction_parts :exec
-- by: web
-- in: destruction int64, case_id int64
UPDATE biometric_part SET sealed = NULL, destroyed_id = :destruction
WHERE case_id = :case_id AND destroyed_id IS NULL AND sealed IS NOT NULL;

-- What was done, the newest first, with the first print job of its minutes (none in a training office).
-- name: destruction_list :many
-- by: web
-- in: office int64, size int64
-- row: id int64, what text, epoch text?, cases int64, images int64, how text, witness text, at utc, who text, job int64?
SELECT d.id, d.what, d.epoch, d.cases, d.images, d.how, d.witness, d.at, u.name,
  (SELECT MIN(j.id) FROM print_job j WHERE j.document_id = d.document_id)
FROM destruction d JOIN user u ON u.id = d.by_user WHERE d.office_id = :office ORDER BY d.id DESC LIMIT :size;

-- Was the export key of that month destroyed?
-- name: export_key_gone :one
-- by: station web
-- in: epoch text
-- row: n int64
SELECT COUNT(*) FROM destruction WHERE epoch = :epoch;

-- The months of export keys, of all offices, for they share them; destroyed_at: the key is gone.
-- name: destruction_months :many
-- by: web migrate
-- row: epoch text, kept int64, gone int64, destroyed_at utc?
SELECT u.epoch, CAST(SUM(u.kept) AS SIGNED), CAST(SUM(1 - u.kept) AS SIGNED),
  (SELECT d.at FROM destruction d WHERE d.epoch = u.epoch)
FROM (
  SELECT epoch, IF(destroyed_id IS NULL, 1, 0) AS kept FROM capture_image
  UNION ALL SELECT epoch, IF(destroyed_id IS NULL, 1, 0) FROM biometric_part WHERE epoch <> ''
) u GROUP BY u.epoch ORDER BY u.epoch DESC;
