-- The print queue.  States and reasons: sop/print_job.h.

-- ---- what pages put in and show

-- Where this paper goes when this PC orders it.
-- name: print_printer :one
-- by: web station
-- in: office int64, desk text, document int64
-- row: id int64, kind text, tray text, media text
SELECT p.id, o.kind, COALESCE(r.tray, ''), COALESCE(r.media, '')
FROM document d
LEFT JOIN document_copy y ON y.document_id = d.id
JOIN document o ON o.id = COALESCE(y.original_id, d.id)
JOIN printer p ON p.office_id = d.office_id AND p.active = 1
LEFT JOIN print_route r ON r.printer_id = p.id AND r.office_id = p.office_id
  AND r.desk IN ('', :desk) AND r.kind IN ('', CAST(o.kind AS BINARY))
WHERE d.id = :document AND d.office_id = :office
ORDER BY r.id IS NULL, r.desk = '', r.kind = '', r.place, p.id LIMIT 1;

-- name: print_printer_of :one
-- by: web migrate
-- in: id int64, office int64, document int64
-- row: id int64, kind text
SELECT p.id, o.kind FROM printer p JOIN document d ON d.office_id = p.office_id
LEFT JOIN document_copy y ON y.document_id = d.id
JOIN document o ON o.id = COALESCE(y.original_id, d.id)
WHERE p.id = :id AND p.office_id = :office AND p.active = 1 AND d.id = :document;

-- The title carries the job's own id, so it is set by print_title.
-- name: print_add :insert
-- by: web station migrate
-- in: office int64, document int64, printer int64, copies int64, title text, at utc, actor int64?, desk text, kind text, tray text, media text, replaces int64?
INSERT INTO print_job (office_id, document_id, printer_id, copies, title, created_at, created_by, next_at,
  desk, kind, tray, media, replaces)
VALUES (:office, :document, :printer, :copies, :title, :at, :actor, :at, :desk, :kind, :tray, :media, :replaces);

-- name: print_title :exec
-- by: web station migrate
-- in: id int64, title text
UPDATE print_job SET title = :title WHERE id = :id AND state = 'queued' AND attempts = 0;

-- name: print_waiting :many
-- by: web
-- in: office int64
-- row: id int64, state text, reason text, detail text, copies int64, attempts int64, created_at utc, accepted_at utc?, ended_at utc?, document_id int64, kind text, letter_number text, letter_void int64, case_id int64?, name text?, printer text, who text?
SELECT j.id, j.state, j.reason, j.detail, j.copies, j.attempts, j.created_at, j.accepted_at, j.ended_at,
  d.id, d.kind, d.letter_number, d.void, d.case_id, c.name, p.label, u.name
FROM print_job j
JOIN document d ON d.id = j.document_id
JOIN printer p ON p.id = j.printer_id
LEFT JOIN casefile c ON c.id = d.case_id
LEFT JOIN user u ON u.id = j.created_by
WHERE j.office_id = :office AND j.state IN ('queued', 'claimed', 'accepted', 'held')
ORDER BY j.id LIMIT 200;

-- The past, newest first, from below one job on; 0 and '' are anything.
-- name: print_history :many
-- by: web
-- in: office int64, before int64, from utc, to utc, printer int64, kind text, state text, top int64
-- row: id int64, state text, reason text, detail text, copies int64, attempts int64, created_at utc, accepted_at utc?, ended_at utc?, document_id int64, kind text, letter_number text, letter_void int64, case_id int64?, name text?, printer text, who text?
SELECT j.id, j.state, j.reason, j.detail, j.copies, j.attempts, j.created_at, j.accepted_at, j.ended_at,
  d.id, d.kind, d.letter_number, d.void, d.case_id, c.name, p.label, u.name
FROM print_job j
JOIN document d ON d.id = j.document_id
JOIN printer p ON p.id = j.printer_id
LEFT JOIN casefile c ON c.id = d.case_id
LEFT JOIN user u ON u.id = j.created_by
WHERE j.office_id = :office AND j.id < :before AND j.created_at >= :from AND j.created_at < :to
  AND (:printer = 0 OR j.printer_id = :printer) AND (:kind = '' OR d.kind = :kind)
  AND (:state = '' OR j.state = :state)
ORDER BY j.id DESC LIMIT :top;

-- Printed at a clerk's own PC: what came of it a person says.
-- name: print_from_pc :exec
-- by: web
-- in: id int64, office int64
UPDATE print_job SET state = 'held', reason = 'from-pc', detail = ''
WHERE id = :id AND office_id = :office AND state IN ('queued', 'held');

-- The paper that a marked copy is made of: a copy's original, else itself; and the copy's number.
-- name: document_copy_next :one
-- by: web
-- in: id int64, office int64
-- row: id int64, case_id int64?, letter_number text, pages int64?, is_void int64, bytes blob?, sha256 blob?, no int64
SELECT o.id, o.case_id, o.letter_number, o.pages, o.void, o.bytes, o.sha256,
  (SELECT COALESCE(MAX(z.no), 0) + 1 FROM document_copy z WHERE z.original_id = o.id)
FROM document d
LEFT JOIN document_copy y ON y.document_id = d.id
JOIN document o ON o.id = COALESCE(y.original_id, d.id)
WHERE d.id = :id AND d.office_id = :office FOR UPDATE;

-- name: document_copy_add :exec
-- by: web
-- in: document int64, original int64, no int64, reason text
INSERT INTO document_copy (document_id, original_id, no, reason) VALUES (:document, :original, :no, :reason);

-- ---- which printer gets what

-- name: print_route_list :many
-- by: admin
-- in: office int64
-- row: id int64, desk text, kind text, place int64, printer_id int64, printer text, tray text, media text
SELECT r.id, r.desk, r.kind, r.place, r.printer_id, p.label, r.tray, r.media
FROM print_route r JOIN printer p ON p.id = r.printer_id
WHERE r.office_id = :office ORDER BY r.desk, r.kind, r.place;

-- name: print_route_add :insert
-- by: admin
-- in: office int64, desk text, kind text, place int64, printer int64, tray text, media text
INSERT INTO print_route (office_id, desk, kind, place, printer_id, tray, media)
SELECT :office, :desk, :kind, :place, p.id, :tray, :media FROM printer p
WHERE p.id = :printer AND p.office_id = :office;

-- name: print_route_remove :exec
-- by: admin
-- in: id int64, office int64
DELETE FROM print_route WHERE id = :id AND office_id = :office;

-- name: print_one :one
-- by: web
-- in: id int64, office int64
-- row: id int64, state text, reason text, detail text, copies int64, attempts int64, created_at utc, accepted_at utc?, ended_at utc?, document_id int64, kind text, letter_number text, sha256 blob?, letter_void int64, case_id int64?, case_open int64?, case_done int64?, name text?, printer_id int64, printer text, who text?, spoiled_at utc?, spoiled_why text, replaces int64?, copy_no int64?, copy_reason text?, pages int64?, frozen int64
SELECT j.id, j.state, j.reason, j.detail, j.copies, j.attempts, j.created_at, j.accepted_at, j.ended_at,
  d.id, d.kind, d.letter_number, d.sha256, d.void, d.case_id, c.open, c.status = 'SELESAI', c.name, p.id, p.label, u.name,
  j.spoiled_at, j.spoiled_why, j.replaces, y.no, y.reason, d.pages, d.frozen_at IS NOT NULL
FROM print_job j
JOIN document d ON d.id = j.document_id
JOIN printer p ON p.id = j.printer_id
LEFT JOIN casefile c ON c.id = d.case_id
LEFT JOIN user u ON u.id = j.created_by
LEFT JOIN document_copy y ON y.document_id = d.id
WHERE j.id = :id AND j.office_id = :office;

-- The lock under which a person's orders for one paper come one after the other.
-- name: print_lock_document :one
-- by: web
-- in: id int64, office int64
-- row: id int64
SELECT d.id FROM document d
WHERE d.id = (SELECT j.document_id FROM print_job j WHERE j.id = :id AND j.office_id = :office) FOR UPDATE;

-- The document's other jobs that may still become paper, or wait for a person to say so.
-- name: print_unfinished :one
-- by: web
-- in: document int64, id int64
-- row: n int64
SELECT COUNT(*) FROM print_job
WHERE document_id = :document AND id <> :id AND state NOT IN ('printed', 'withdrawn');

-- A person looked into the tray.
-- name: print_confirm :exec
-- by: web
-- in: id int64, office int64, at utc
UPDATE print_job SET state = 'printed', reason = '', ended_at = :at
WHERE id = :id AND office_id = :office AND state = 'held';

-- CUPS may have it: printd is asked to cancel it there, and says what came of it.
-- name: print_wish_cancel :exec
-- by: web
-- in: id int64, office int64
UPDATE print_job SET wish = 'batal' WHERE id = :id AND office_id = :office AND state IN ('claimed', 'accepted');

-- The sheet is torn or smudged and was not handed over: it is destroyed, and why.
-- name: print_spoil :exec
-- by: web
-- in: id int64, office int64, at utc, actor int64, why text
UPDATE print_job SET spoiled_at = :at, spoiled_by = :actor, spoiled_why = :why
WHERE id = :id AND office_id = :office AND state = 'printed' AND spoiled_at IS NULL;

-- Another printer, while it only waits.
-- name: print_redirect :exec
-- by: web
-- in: id int64, office int64, printer int64, at utc
UPDATE print_job SET printer_id = :printer, tray = '', media = '', tried = '', reason = '', detail = '', attempts = 0, next_at = :at
WHERE id = :id AND office_id = :office AND state = 'queued';

-- What CUPS has already can no longer be taken back here.
-- name: print_withdraw :exec
-- by: web
-- in: id int64, office int64, at utc
UPDATE print_job SET state = 'withdrawn', reason = '', ended_at = :at
WHERE id = :id AND office_id = :office AND state IN ('queued', 'held');

-- name: print_printers :many
-- by: web admin migrate
-- in: office int64
-- row: id int64, queue text, label text, active int64, state text, state_reason text, supplies text, state_at utc?, server text
SELECT id, queue, label, active, state, state_reason, supplies, state_at, server FROM printer
WHERE office_id = :office ORDER BY id;

-- ---- printd

-- Work that nobody holds: waiting and due, or left behind by a printd that is gone.
-- name: print_claim_next :one
-- by: printd
-- in: now utc, stale utc, me text
-- row: id int64
SELECT id FROM print_job
WHERE (state = 'queued' AND next_at <= :now)
   OR (state IN ('claimed', 'accepted') AND claimed_at < :stale AND claimed_by <> :me)
ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;

-- A job that CUPS may have already keeps its state: it is asked for, not sent again.
-- name: print_claim :exec
-- by: printd
-- in: id int64, me text, now utc
UPDATE print_job SET state = IF(state = 'accepted', 'accepted', 'claimed'), claimed_by = :me, claimed_at = :now
WHERE id = :id;

-- The lease of all that this printd holds.
-- name: print_renew :exec
-- by: printd
-- in: me text, now utc
UPDATE print_job SET claimed_at = :now WHERE claimed_by = :me AND state IN ('claimed', 'accepted');

-- name: print_release :exec
-- by: printd
-- in: me text, past utc
UPDATE print_job SET claimed_by = '', claimed_at = :past WHERE claimed_by = :me AND state IN ('claimed', 'accepted');

-- name: print_mine :many
-- by: printd
-- in: me text
-- row: id int64, state text, reason text, title text, copies int64, attempts int64, cups_job int64?, document_id int64, queue text, media text, tray text, wish text, office int64, server text
SELECT j.id, j.state, j.reason, j.title, j.copies, j.attempts, j.cups_job, j.document_id, p.queue,
  IF(j.media = '', p.media, j.media), j.tray, j.wish, j.office_id, p.server
FROM print_job j JOIN printer p ON p.id = j.printer_id
WHERE j.claimed_by = :me AND j.state IN ('claimed', 'accepted')
ORDER BY j.id LIMIT 500;

-- name: print_document :one
-- by: printd
-- in: id int64
-- row: bytes blob?, sha256 blob?, is_void int64
SELECT bytes, sha256, void FROM document WHERE id = :id;

-- Only the holder writes; a page that withdrew it meanwhile wins.
-- name: print_result :exec
-- by: printd
-- in: id int64, me text, state text, reason text, detail text, cups_job int64?, attempts int64, next_at utc, accepted_at utc?, ended_at utc?
UPDATE print_job SET state = :state, reason = :reason, detail = :detail, cups_job = :cups_job, attempts = :attempts,
  next_at = :next_at, accepted_at = COALESCE(accepted_at, :accepted_at), ended_at = :ended_at
WHERE id = :id AND claimed_by = :me AND state IN ('claimed', 'accepted');

-- The next printer of the job's routes that stands ready and has not had it yet.
-- name: print_fallback :one
-- by: printd
-- in: id int64
-- row: printer int64, tray text, media text
SELECT p.id, r.tray, r.media
FROM print_job j
JOIN print_route r ON r.office_id = j.office_id AND r.desk IN ('', j.desk) AND r.kind IN ('', CAST(j.kind AS BINARY))
JOIN printer p ON p.id = r.printer_id AND p.office_id = j.office_id AND p.active = 1
WHERE j.id = :id AND p.id <> j.printer_id AND FIND_IN_SET(p.id, j.tried) = 0 AND p.state IN ('idle', 'printing')
ORDER BY r.desk = '', r.kind = '', r.place LIMIT 1;

-- Only the holder moves it; what a person wished meanwhile stays.
-- name: print_move :exec
-- by: printd
-- in: id int64, me text, printer int64, tray text, media text, now utc
UPDATE print_job SET tried = LEFT(CONCAT_WS(',', NULLIF(tried, ''), printer_id), 100), printer_id = :printer, tray = :tray,
  media = :media, state = 'queued', reason = '', detail = '', cups_job = NULL, attempts = 0, next_at = :now
WHERE id = :id AND claimed_by = :me AND state IN ('claimed', 'accepted');

-- name: print_queues :many
-- by: printd
-- row: id int64, queue text, state text, state_reason text, server text
SELECT id, queue, state, state_reason, server FROM printer WHERE active = 1 ORDER BY id;

-- name: print_queue_seen :exec
-- by: printd
-- in: id int64, state text, reason text, supplies text, at utc
UPDATE printer SET state = :state, state_reason = :reason, supplies = :supplies, state_at = :at WHERE id = :id;

-- name: print_next_due :one
-- by: printd
-- row: next_at utc?
SELECT MIN(next_at) FROM print_job WHERE state = 'queued';
