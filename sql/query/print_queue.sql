-- The print queue.  States and reasons: sop/print_job.h.

-- ---- what pages put in and show

-- name: print_printer :one
-- by: web station
-- in: office int64
-- row: id int64, queue text, label text, media text
SELECT id, queue, label, media FROM printer WHERE office_id = :office AND active = 1 ORDER BY id LIMIT 1;

-- The title carries the job's own id, so it is set by print_title.
-- name: print_add :insert
-- by: web station
-- in: office int64, document int64, printer int64, copies int64, title text, at utc, actor int64?
INSERT INTO print_job (office_id, document_id, printer_id, copies, title, created_at, created_by, next_at)
VALUES (:office, :document, :printer, :copies, :title, :at, :actor, :at);

-- name: print_title :exec
-- by: web station
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

-- name: print_ended :many
-- by: web
-- in: office int64, top int64
-- row: id int64, state text, reason text, detail text, copies int64, attempts int64, created_at utc, accepted_at utc?, ended_at utc?, document_id int64, kind text, letter_number text, letter_void int64, case_id int64?, name text?, printer text, who text?
SELECT j.id, j.state, j.reason, j.detail, j.copies, j.attempts, j.created_at, j.accepted_at, j.ended_at,
  d.id, d.kind, d.letter_number, d.void, d.case_id, c.name, p.label, u.name
FROM print_job j
JOIN document d ON d.id = j.document_id
JOIN printer p ON p.id = j.printer_id
LEFT JOIN casefile c ON c.id = d.case_id
LEFT JOIN user u ON u.id = j.created_by
WHERE j.office_id = :office AND j.state IN ('printed', 'withdrawn')
ORDER BY j.id DESC LIMIT :top;

-- name: print_one :one
-- by: web
-- in: id int64, office int64
-- row: id int64, state text, reason text, detail text, copies int64, attempts int64, created_at utc, accepted_at utc?, ended_at utc?, document_id int64, sha256 blob?, letter_void int64, case_id int64?, printer text
SELECT j.id, j.state, j.reason, j.detail, j.copies, j.attempts, j.created_at, j.accepted_at, j.ended_at,
  d.id, d.sha256, d.void, d.case_id, p.label
FROM print_job j
JOIN document d ON d.id = j.document_id
JOIN printer p ON p.id = j.printer_id
LEFT JOIN casefile c ON c.id = d.case_id
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

-- What CUPS has already can no longer be taken back here.
-- name: print_withdraw :exec
-- by: web
-- in: id int64, office int64, at utc
UPDATE print_job SET state = 'withdrawn', reason = '', ended_at = :at
WHERE id = :id AND office_id = :office AND state IN ('queued', 'held');

-- name: print_printers :many
-- by: web
-- in: office int64
-- row: id int64, queue text, label text, active int64, state text, state_reason text, state_at utc?
SELECT id, queue, label, active, state, state_reason, state_at FROM printer
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
-- row: id int64, state text, reason text, title text, copies int64, attempts int64, cups_job int64?, document_id int64, queue text, media text, office int64
SELECT j.id, j.state, j.reason, j.title, j.copies, j.attempts, j.cups_job, j.document_id, p.queue, p.media, j.office_id
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

-- name: print_queues :many
-- by: printd
-- row: id int64, queue text, state text, state_reason text
SELECT id, queue, state, state_reason FROM printer WHERE active = 1 ORDER BY id;

-- name: print_queue_seen :exec
-- by: printd
-- in: id int64, state text, reason text, at utc
UPDATE printer SET state = :state, state_reason = :reason, state_at = :at WHERE id = :id;

-- name: print_next_due :one
-- by: printd
-- row: next_at utc?
SELECT MIN(next_at) FROM print_job WHERE state = 'queued';
