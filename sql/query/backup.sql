-- What a backup must contain, seen at one known position of the binary log.  A new table
-- is added to backup_checksums and backup_counts; the program refuses when one is missing.

-- name: backup_level :exec
-- by: backup
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;

-- name: backup_snapshot :exec
-- by: backup
START TRANSACTION WITH CONSISTENT SNAPSHOT;

-- name: backup_position :many
-- by: backup
-- row: name text, value text
SHOW STATUS LIKE 'binlog_snapshot_%';

-- name: backup_tables :many
-- by: backup
-- row: name text
SELECT table_name FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name;

-- name: backup_checksums :many
-- by: backup
-- row: name text, checksum int64?
CHECKSUM TABLE office, village, sop_version, sop_step, requirement, user, password_old, session, login_try, clock_mark,
  signatory, casefile, case_requirement, case_event, step_time, counter, request_done, audit, audit_head, audit_anchor,
  document, document_copy, number_block, office_logo, letter_wording, trusted_certificate, letter_import,
  replacement, nik_override, name_word, name_near, case_word, saved_filter, agenda_slip, agenda_void, ticket, sop_text, case_difference, requirement_waiver, scan, kept_form, printer, print_route, print_job, station, capture, capture_image, finger_exception,
  biometric_policy, capture_template, capture_mark, biometric_part, enrolment, destruction,
  second_factor, recovery_code, code_use, code_try, signature, trust_seen,
  subject_request, subject_answer, incident, incident_entry, incident_scope, notice_address, retention,
  schema_version, schema_lease;

-- name: backup_counts :many
-- by: backup
-- row: name text, count int64, highest int64
SELECT 'office', COUNT(*), COALESCE(MAX(id), 0) FROM office
UNION ALL SELECT 'village', COUNT(*), COALESCE(MAX(id), 0) FROM village
UNION ALL SELECT 'sop_version', COUNT(*), COALESCE(MAX(id), 0) FROM sop_version
UNION ALL SELECT 'sop_step', COUNT(*), 0 FROM sop_step
UNION ALL SELECT 'requirement', COUNT(*), COALESCE(MAX(id), 0) FROM requirement
UNION ALL SELECT 'user', COUNT(*), COALESCE(MAX(id), 0) FROM user
UNION ALL SELECT 'password_old', COUNT(*), COALESCE(MAX(id), 0) FROM password_old
UNION ALL SELECT 'session', COUNT(*), COALESCE(MAX(id), 0) FROM session
UNION ALL SELECT 'login_try', COUNT(*), COALESCE(MAX(id), 0) FROM login_try
UNION ALL SELECT 'signatory', COUNT(*), COALESCE(MAX(id), 0) FROM signatory
UNION ALL SELECT 'clock_mark', COUNT(*), 0 FROM clock_mark
UNION ALL SELECT 'casefile', COUNT(*), COALESCE(MAX(id), 0) FROM casefile
UNION ALL SELECT 'case_requirement', COUNT(*), 0 FROM case_requirement
UNION ALL SELECT 'case_event', COUNT(*), COALESCE(MAX(id), 0) FROM case_event
UNION ALL SELECT 'step_time', COUNT(*), 0 FROM step_time
UNION ALL SELECT 'counter', COUNT(*), 0 FROM counter
UNION ALL SELECT 'request_done', COUNT(*), 0 FROM request_done
UNION ALL SELECT 'audit', COUNT(*), COALESCE(MAX(id), 0) FROM audit
UNION ALL SELECT 'audit_head', COUNT(*), COALESCE(MAX(seq), 0) FROM audit_head
UNION ALL SELECT 'audit_anchor', COUNT(*), COALESCE(MAX(no), 0) FROM audit_anchor
UNION ALL SELECT 'document', COUNT(*), COALESCE(MAX(id), 0) FROM document
UNION ALL SELECT 'document_copy', COUNT(*), COALESCE(MAX(document_id), 0) FROM document_copy
UNION ALL SELECT 'number_block', COUNT(*), COALESCE(MAX(id), 0) FROM number_block
UNION ALL SELECT 'office_logo', COUNT(*), COALESCE(MAX(office_id), 0) FROM office_logo
UNION ALL SELECT 'trusted_certificate', COUNT(*), COALESCE(MAX(id), 0) FROM trusted_certificate
UNION ALL SELECT 'letter_import', COUNT(*), COALESCE(MAX(document_id), 0) FROM letter_import
UNION ALL SELECT 'letter_wording', COUNT(*), COALESCE(MAX(id), 0) FROM letter_wording
UNION ALL SELECT 'replacement', COUNT(*), COALESCE(MAX(id), 0) FROM replacement
UNION ALL SELECT 'printer', COUNT(*), COALESCE(MAX(id), 0) FROM printer
UNION ALL SELECT 'print_route', COUNT(*), COALESCE(MAX(id), 0) FROM print_route
UNION ALL SELECT 'print_job', COUNT(*), COALESCE(MAX(id), 0) FROM print_job
UNION ALL SELECT 'station', COUNT(*), COALESCE(MAX(id), 0) FROM station
UNION ALL SELECT 'capture', COUNT(*), COALESCE(MAX(id), 0) FROM capture
UNION ALL SELECT 'capture_image', COUNT(*), COALESCE(MAX(capture_id), 0) FROM capture_image
UNION ALL SELECT 'finger_exception', COUNT(*), 0 FROM finger_exception
UNION ALL SELECT 'second_factor', COUNT(*), COALESCE(MAX(id), 0) FROM second_factor
UNION ALL SELECT 'recovery_code', COUNT(*), COALESCE(MAX(id), 0) FROM recovery_code
UNION ALL SELECT 'code_use', COUNT(*), 0 FROM code_use
UNION ALL SELECT 'code_try', COUNT(*), COALESCE(MAX(id), 0) FROM code_try
UNION ALL SELECT 'signature', COUNT(*), COALESCE(MAX(id), 0) FROM signature
UNION ALL SELECT 'trust_seen', COUNT(*), 0 FROM trust_seen
UNION ALL SELECT 'subject_request', COUNT(*), COALESCE(MAX(id), 0) FROM subject_request
UNION ALL SELECT 'subject_answer', COUNT(*), COALESCE(MAX(request_id), 0) FROM subject_answer
UNION ALL SELECT 'incident', COUNT(*), COALESCE(MAX(id), 0) FROM incident
UNION ALL SELECT 'incident_entry', COUNT(*), COALESCE(MAX(id), 0) FROM incident_entry
UNION ALL SELECT 'incident_scope', COUNT(*), COALESCE(MAX(id), 0) FROM incident_scope
UNION ALL SELECT 'notice_address', COUNT(*), 0 FROM notice_address
UNION ALL SELECT 'retention', COUNT(*), 0 FROM retention
UNION ALL SELECT 'schema_version', COUNT(*), COALESCE(MAX(version), 0) FROM schema_version
UNION ALL SELECT 'schema_lease', COUNT(*), 0 FROM schema_lease;

-- The same for the tables of casework; one statement would be too long.
-- name: backup_counts_work :many
-- by: backup
-- row: name text, count int64, highest int64
SELECT 'nik_override', COUNT(*), COALESCE(MAX(id), 0) FROM nik_override
UNION ALL SELECT 'name_word', COUNT(*), COALESCE(MAX(id), 0) FROM name_word
UNION ALL SELECT 'name_near', COUNT(*), 0 FROM name_near
UNION ALL SELECT 'case_word', COUNT(*), 0 FROM case_word
UNION ALL SELECT 'saved_filter', COUNT(*), COALESCE(MAX(id), 0) FROM saved_filter
UNION ALL SELECT 'agenda_slip', COUNT(*), COALESCE(MAX(id), 0) FROM agenda_slip
UNION ALL SELECT 'agenda_void', COUNT(*), 0 FROM agenda_void
UNION ALL SELECT 'ticket', COUNT(*), COALESCE(MAX(id), 0) FROM ticket
UNION ALL SELECT 'sop_text', COUNT(*), 0 FROM sop_text
UNION ALL SELECT 'case_difference', COUNT(*), 0 FROM case_difference
UNION ALL SELECT 'requirement_waiver', COUNT(*), 0 FROM requirement_waiver
UNION ALL SELECT 'scan', COUNT(*), COALESCE(MAX(id), 0) FROM scan
UNION ALL SELECT 'kept_form', COUNT(*), 0 FROM kept_form
UNION ALL SELECT 'biometric_policy', COUNT(*), COALESCE(MAX(id), 0) FROM biometric_policy
UNION ALL SELECT 'capture_template', COUNT(*), 0 FROM capture_template
UNION ALL SELECT 'capture_mark', COUNT(*), 0 FROM capture_mark
UNION ALL SELECT 'biometric_part', COUNT(*), 0 FROM biometric_part
UNION ALL SELECT 'enrolment', COUNT(*), COALESCE(MAX(id), 0) FROM enrolment
UNION ALL SELECT 'destruction', COUNT(*), COALESCE(MAX(id), 0) FROM destruction;

-- name: backup_numbers :many
-- by: backup
-- row: office int64, series text, year int64, n int64
SELECT office_id, series, year, n FROM counter ORDER BY office_id, series, year;

-- name: backup_schema :one
-- by: backup
-- row: version int64
SELECT COALESCE(MAX(version), 0) FROM schema_version WHERE done_at IS NOT NULL;

-- name: backup_anchor :one
-- by: backup
-- row: no int64, code text, body text, key_id text, signature blob
SELECT no, code, body, key_id, signature FROM audit_anchor ORDER BY no DESC LIMIT 1;
