-- What each account may do, and nothing more.  rekamctl migrate runs this file after the
-- schema; {web} stands for the account's name from [account.web], as 'rekam_web'@'localhost'.
-- Every line may be repeated.  A right that is taken away needs its REVOKE in a migration.
--
-- audit, audit_anchor and case_event are never updated or deleted by anybody; nothing is deleted but
-- sessions, failed logins, answers to repeated requests, the letterhead's emblem, recovery codes that were replaced, and
-- the words of a name that was corrected, a saved filter, a form that was typed into and not sent, and an exception that was a mistake.  signature and code_use are inserted and never touched again.
-- A paper's text and number are set when its row is made.  The triggers at the end keep traces
-- and frozen papers from every account, migrate's too.

-- web: the office pages
GRANT SELECT ON office TO {web};
GRANT SELECT ON village TO {web};
GRANT SELECT ON sop_version TO {web};
GRANT SELECT ON sop_step TO {web};
GRANT SELECT ON requirement TO {web};
GRANT SELECT ON signatory TO {web};
GRANT SELECT (id, office_id, username, name, nip, roles, active, created_at, password_at, pin_set, valid_to) ON user TO {web};
GRANT SELECT, UPDATE (seen_at) ON session TO {web};
GRANT SELECT, INSERT, UPDATE ON casefile TO {web};
GRANT SELECT, INSERT, UPDATE ON case_requirement TO {web};
GRANT SELECT, INSERT ON case_event TO {web};
GRANT SELECT, INSERT, UPDATE ON step_time TO {web};
GRANT SELECT, INSERT, UPDATE ON counter TO {web};
GRANT SELECT, UPDATE (used_to) ON number_block TO {web};
GRANT SELECT, INSERT ON nik_override TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_form TO {web};
GRANT SELECT, INSERT ON case_difference TO {web};
GRANT SELECT, INSERT ON requirement_waiver TO {web};
GRANT SELECT, INSERT, UPDATE (bytes, removed_at, removed_by) ON scan TO {web};
GRANT SELECT, INSERT ON name_word TO {web};
GRANT SELECT, INSERT ON name_near TO {web};
GRANT SELECT, INSERT, DELETE ON case_word TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filter TO {web};
GRANT SELECT, INSERT, UPDATE (left_n) ON agenda_slip TO {web};
GRANT SELECT, INSERT ON agenda_void TO {web};
GRANT SELECT ON sop_text TO {web};
GRANT SELECT, INSERT, UPDATE (state, counter, called_at, called_by, ended_at) ON ticket TO {web};
GRANT SELECT, INSERT, DELETE ON request_done TO {web};
GRANT SELECT, INSERT ON audit TO {web};
GRANT SELECT ON audit_head TO {web};
GRANT SELECT ON audit_anchor TO {web};
GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, approved_set, code, bytes, sha256, pages, frozen_at, void, pending, replaced_by) ON document TO {web};
GRANT SELECT, INSERT, UPDATE (state, ended_at, end_reason, handed_at, received_by) ON replacement TO {web};
GRANT SELECT, INSERT, UPDATE ON print_job TO {web};
GRANT SELECT ON printer TO {web};
GRANT SELECT ON print_route TO {web};
GRANT SELECT, INSERT ON document_copy TO {web};
GRANT SELECT ON station TO {web};
GRANT SELECT ON capture TO {web};
GRANT SELECT, UPDATE (sealed, destroyed_id) ON capture_image TO {web};
GRANT SELECT, INSERT ON destruction TO {web};
GRANT SELECT ON finger_exception TO {web};
GRANT UPDATE (review, review_note, reviewed_by, reviewed_at) ON capture TO {web};
GRANT SELECT ON biometric_policy TO {web};
GRANT SELECT ON capture_mark TO {web};
GRANT SELECT ON enrolment TO {web};
GRANT SELECT, INSERT, UPDATE ON biometric_part TO {web};
GRANT SELECT (live_user, confirmed_at, login) ON second_factor TO {web};
GRANT SELECT, INSERT ON signature TO {web};
GRANT SELECT ON letter_wording TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON office_logo TO {web};
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by) ON trusted_certificate TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON letter_import TO {web};
GRANT SELECT, UPDATE ON clock_mark TO {web};
GRANT SELECT ON schema_version TO {web};
GRANT SELECT, INSERT ON subject_request TO {web};
GRANT SELECT, INSERT ON subject_answer TO {web};
GRANT SELECT, INSERT ON incident TO {web};
GRANT SELECT, INSERT ON incident_entry TO {web};
GRANT SELECT, INSERT ON incident_scope TO {web};
GRANT SELECT, INSERT, UPDATE ON notice_address TO {web};
GRANT SELECT ON retention TO {web};

-- What anybody may learn of a letter that was issued: no NIK, and of each part of the name its first
-- letter.  It is read with migrate's rights, so who checks letters needs none on cases.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW letter_public AS
SELECT d.id, d.office_id, d.case_id, o.name AS office, d.letter_year, d.letter_no, d.letter_number,
  d.letter_day, d.text_hash, d.void,
  COALESCE(r.letter_number, '') AS replaced_number,
  LEFT(UNHEX(REPLACE(c.uuid, '-', '')), 8) AS case_key,
  REGEXP_REPLACE(c.name, '([^ ])[^ ]*', '\\1***') AS masked_name,
  g.form, g.name AS signer, g.title, g.at AS signed_at,
  IF(d.void = 0, NULL, COALESCE(
    (SELECT MAX(x.ended_at) FROM replacement x WHERE x.old_id = d.id AND x.state IN ('DITANDATANGANI', 'DISERAHKAN')),
    (SELECT MAX(x.at) FROM case_event x WHERE x.case_id = d.case_id
      AND x.to_status IN ('DIBATALKAN', 'DITOLAK', 'KEDALUWARSA', 'TTD_DIKEMBALIKAN')))) AS void_at
FROM document d
JOIN office o ON o.id = d.office_id AND o.training_of IS NULL
JOIN casefile c ON c.id = d.case_id
LEFT JOIN signature g ON g.document_id = d.id
LEFT JOIN document r ON r.id = d.replaced_by
WHERE d.kind = 'REKOMENDASI' AND d.letter_no IS NOT NULL AND d.frozen_at IS NOT NULL
  AND (d.pending = 0 OR d.void = 1)
  AND NOT EXISTS (SELECT 1 FROM document x WHERE x.office_id = d.office_id AND x.letter_year = d.letter_year
    AND x.letter_no = d.letter_no AND x.turn > d.turn);

-- What an applicant may learn with his receipt's code and his birth date, where the office allows it.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW case_public AS
SELECT c.uuid, c.birth_day, o.name AS office, o.agenda_format, c.status, c.agenda_year, c.agenda_no,
  c.recorded_at IS NOT NULL AS recorded, c.signed_at IS NOT NULL AS is_signed
FROM casefile c JOIN office o ON o.id = c.office_id AND o.public_status = 1 AND o.training_of IS NULL;

-- auth: the only pool that sees password hashes; of the rest what the page frame shows
GRANT SELECT ON office TO {auth};
GRANT SELECT, UPDATE (password_hash, password_at, code_hash, code_ends_at, pin_hash, pin_set) ON user TO {auth};
GRANT SELECT, INSERT, DELETE ON password_old TO {auth};
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO {auth};
GRANT SELECT, INSERT, DELETE ON login_try TO {auth};
GRANT SELECT (at), DELETE ON request_done TO {auth};
GRANT INSERT ON audit TO {auth};
GRANT SELECT ON audit_head TO {auth};
GRANT SELECT (id, office_id, open, status, sign_mode, signatory_id) ON casefile TO {auth};
GRANT SELECT (id, user_id) ON signatory TO {auth};
GRANT SELECT (id, office_id, state) ON print_job TO {auth};
GRANT SELECT ON printer TO {auth};
GRANT SELECT (id, user_id, live_user, made_at, confirmed_at, login, removed_at, removed_by) ON second_factor TO {auth};
GRANT INSERT (user_id, sealed, made_at), UPDATE (sealed, confirmed_at, login, removed_at, removed_by) ON second_factor TO {auth};
GRANT SELECT (id, factor_id), INSERT, DELETE ON recovery_code TO {auth};
GRANT SELECT (user_id, token, at) ON code_use TO {auth};
GRANT SELECT (at), DELETE ON code_try TO {auth};
GRANT SELECT, INSERT, UPDATE, DELETE ON trust_seen TO {auth};
GRANT SELECT ON letter_public TO {auth};
GRANT SELECT ON case_public TO {auth};
GRANT SELECT, UPDATE ON clock_mark TO {auth};
GRANT SELECT ON schema_version TO {auth};
-- the clock of open incidents and requests, in the frame of every page
GRANT SELECT (id, office_id, year, no, discovered_at) ON incident TO {auth};
GRANT SELECT (incident_id, kind) ON incident_entry TO {auth};
GRANT SELECT (id, office_id, received_at) ON subject_request TO {auth};
GRANT SELECT (request_id) ON subject_answer TO {auth};
GRANT SELECT (office_id, left_n) ON agenda_slip TO {auth};
GRANT SELECT ON ticket TO {auth};

-- admin: accounts and settings, no case and no password; the page frame as for auth
GRANT SELECT, UPDATE (sign_mode, password_policy, idle_minutes, same_person, record_first, draft_days, expiry_days, warn_days, public_status, receipt, receipt_paper,
  number_source,
  government, name, place, regency, address, phone, email, website, agency_code, letter_class, letter_copies, paper, scans, agenda_format, letter_format) ON office TO {admin};
GRANT SELECT ON office_logo TO {admin};
GRANT SELECT, INSERT ON number_block TO {admin};
GRANT SELECT, INSERT ON letter_wording TO {admin};
GRANT SELECT (office_id, letter_year, letter_no) ON document TO {admin};
GRANT SELECT (id, office_id, username, name, nip, roles, active, created_at, password_at, pin_set, code_ends_at, valid_to, assignment, version) ON user TO {admin};
GRANT INSERT (office_id, username, name, nip, password_hash, roles, active, created_at, code_hash, code_ends_at, valid_to, assignment) ON user TO {admin};
GRANT UPDATE (name, nip, password_hash, password_at, roles, active, code_hash, code_ends_at, pin_hash, pin_set, valid_to, assignment, version) ON user TO {admin};
GRANT SELECT, UPDATE (seen_at), DELETE ON session TO {admin};
GRANT SELECT, INSERT ON biometric_policy TO {admin};
GRANT SELECT, UPDATE (valid_to) ON signatory TO {admin};
GRANT INSERT (office_id, user_id, role, form, name, nip, rank, title, valid_from, valid_to, sort, order_number, order_day, follows_id, made_at, made_by) ON signatory TO {admin};
GRANT SELECT, INSERT ON sop_version TO {admin};
GRANT SELECT, INSERT ON sop_step TO {admin};
GRANT SELECT, INSERT ON requirement TO {admin};
GRANT SELECT, INSERT ON sop_text TO {admin};
GRANT SELECT (id, office_id, open, status, sign_mode, signatory_id) ON casefile TO {admin};
GRANT SELECT (id, office_id, state) ON print_job TO {admin};
GRANT SELECT ON printer TO {admin};
GRANT SELECT, INSERT, DELETE ON print_route TO {admin};
GRANT SELECT, INSERT, DELETE ON request_done TO {admin};
GRANT SELECT, INSERT ON audit TO {admin};
GRANT SELECT ON audit_head TO {admin};
GRANT SELECT (id, user_id, live_user, confirmed_at, login, removed_at, removed_by), UPDATE (sealed, login, removed_at, removed_by) ON second_factor TO {admin};
GRANT SELECT (factor_id), DELETE ON recovery_code TO {admin};
GRANT SELECT ON trust_seen TO {admin};
GRANT SELECT, UPDATE ON clock_mark TO {admin};
GRANT SELECT ON schema_version TO {admin};
-- the clock of open incidents and requests, in the frame of every page
GRANT SELECT (id, office_id, year, no, discovered_at) ON incident TO {admin};
GRANT SELECT (incident_id, kind) ON incident_entry TO {admin};
GRANT SELECT (id, office_id, received_at) ON subject_request TO {admin};
GRANT SELECT (request_id) ON subject_answer TO {admin};
GRANT SELECT (office_id, left_n) ON agenda_slip TO {admin};

-- station: step 5
GRANT SELECT ON office TO {station};
GRANT SELECT ON village TO {station};
GRANT SELECT ON sop_version TO {station};
GRANT SELECT ON sop_step TO {station};
GRANT SELECT ON requirement TO {station};
GRANT SELECT ON signatory TO {station};
GRANT SELECT (id, office_id, username, name, nip, roles, active, created_at, password_at, pin_set, valid_to) ON user TO {station};
GRANT SELECT, UPDATE (seen_at, station_id) ON session TO {station};
GRANT SELECT, UPDATE ON casefile TO {station};
GRANT SELECT ON case_requirement TO {station};
GRANT SELECT ON requirement_waiver TO {station};
GRANT SELECT, INSERT ON case_event TO {station};
GRANT SELECT, INSERT, UPDATE ON step_time TO {station};
GRANT SELECT, INSERT, DELETE ON request_done TO {station};
GRANT SELECT, INSERT ON audit TO {station};
GRANT SELECT ON audit_head TO {station};
GRANT SELECT ON document TO {station};
GRANT SELECT, INSERT, UPDATE ON print_job TO {station};
GRANT SELECT ON printer TO {station};
GRANT SELECT ON print_route TO {station};
GRANT SELECT ON document_copy TO {station};
GRANT SELECT, UPDATE (rest_since, rest_note, up_at, down_since, down_why) ON station TO {station};
GRANT SELECT ON biometric_policy TO {station};
GRANT SELECT, INSERT, UPDATE, DELETE ON capture_template TO {station};
GRANT SELECT, INSERT, UPDATE, DELETE ON capture_mark TO {station};
GRANT SELECT (case_id, kind, how, reason, note, width, height, at, by_user, destroyed_id) ON biometric_part TO {station};
GRANT SELECT (id, at, epoch) ON destruction TO {station};
GRANT SELECT, INSERT ON enrolment TO {station};
GRANT SELECT, INSERT, UPDATE ON capture TO {station};
GRANT SELECT, INSERT, UPDATE ON capture_image TO {station};
GRANT SELECT, INSERT, UPDATE, DELETE ON finger_exception TO {station};
GRANT SELECT, UPDATE ON clock_mark TO {station};
GRANT SELECT ON schema_version TO {station};
-- the clock of open incidents and requests, in the frame of every page
GRANT SELECT (id, office_id, year, no, discovered_at) ON incident TO {station};
GRANT SELECT (incident_id, kind) ON incident_entry TO {station};
GRANT SELECT (id, office_id, received_at) ON subject_request TO {station};
GRANT SELECT (request_id) ON subject_answer TO {station};
GRANT SELECT (office_id, left_n) ON agenda_slip TO {station};

-- signd: reads what it signs and the sealed secrets, which it alone can open; of a code it keeps
-- that it was used or tried; and where the traces stand, in its anchors
GRANT SELECT ON office TO {signd};
GRANT SELECT (id, office_id, name, roles, active) ON user TO {signd};
GRANT SELECT ON signatory TO {signd};
GRANT SELECT (id, uuid, office_id, status, sign_mode, open, signatory_id, agenda_no, agenda_year) ON casefile TO {signd};
GRANT SELECT (id, case_id, to_status, actor_id) ON case_event TO {signd};
GRANT SELECT ON document TO {signd};
GRANT SELECT (new_id, state) ON replacement TO {signd};
GRANT SELECT ON audit_head TO {signd};
GRANT SELECT (strand, seq, hash) ON audit TO {signd};
GRANT SELECT, INSERT ON audit_anchor TO {signd};
GRANT SELECT ON second_factor TO {signd};
GRANT SELECT ON recovery_code TO {signd};
GRANT SELECT, INSERT ON code_use TO {signd};
GRANT SELECT, INSERT ON code_try TO {signd};
GRANT SELECT ON schema_version TO {signd};

-- printd: the bytes and the queue, no person's data
GRANT SELECT (id, bytes, sha256, void) ON document TO {printd};
GRANT SELECT, UPDATE ON print_job TO {printd};
GRANT SELECT, UPDATE ON printer TO {printd};
GRANT SELECT ON print_route TO {printd};
GRANT INSERT ON audit TO {printd};
GRANT SELECT ON audit_head TO {printd};
GRANT SELECT ON schema_version TO {printd};

-- backup: reads all and leaves its trace; what mariadb-backup needs server-wide is given where the accounts are made
GRANT SELECT, LOCK TABLES ON * TO {backup};
GRANT INSERT ON audit TO {backup};

-- What nobody may, whatever rights he has: change a paper once it is frozen (it may become void),
-- or take away or rewrite a trace.  A server that writes a binary log lets migrate make triggers
-- only with log_bin_trust_function_creators=1: without it migrate ends here and says so (1419).
-- Texts are compared as BINARY: to the collation, A and a are the same letter.
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER document_frozen BEFORE UPDATE ON document FOR EACH ROW
IF OLD.bytes IS NOT NULL AND NOT (
  NEW.office_id <=> OLD.office_id AND NEW.case_id <=> OLD.case_id AND
  BINARY NEW.kind <=> BINARY OLD.kind AND NEW.letter_year <=> OLD.letter_year AND
  NEW.letter_no <=> OLD.letter_no AND BINARY NEW.letter_number <=> BINARY OLD.letter_number AND
  NEW.letter_day <=> OLD.letter_day AND NEW.signatory_id <=> OLD.signatory_id AND
  BINARY NEW.canonical <=> BINARY OLD.canonical AND NEW.text_hash <=> OLD.text_hash AND
  NEW.turn <=> OLD.turn AND NEW.revokes_id <=> OLD.revokes_id AND NEW.wording_id <=> OLD.wording_id AND NEW.approved_by <=> OLD.approved_by AND
  NEW.approved_at <=> OLD.approved_at AND NEW.approved_set <=> OLD.approved_set AND
  BINARY NEW.code <=> BINARY OLD.code AND NEW.bytes <=> OLD.bytes AND NEW.sha256 <=> OLD.sha256 AND
  NEW.pages <=> OLD.pages AND NEW.frozen_at <=> OLD.frozen_at
) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'document: what was frozen is not changed'; END IF";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER document_no_delete BEFORE DELETE ON document FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'document: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER case_event_no_update BEFORE UPDATE ON case_event FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'case_event: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER case_event_no_delete BEFORE DELETE ON case_event FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'case_event: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit: nothing is deleted'";
-- A new trace is the next of its strand or it is none; only so a head moves.  FOR UPDATE needs no
-- right to update, and this trigger has its own: no account may move a head by hand.
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_next AFTER INSERT ON audit FOR EACH ROW
BEGIN
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash, at = NEW.at
  WHERE strand = NEW.strand AND strand <> 0 AND seq = NEW.seq - 1 AND hash = NEW.prev;
  IF ROW_COUNT() <> 1 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit: not the next row of an open strand';
  END IF;
END";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_head_next BEFORE UPDATE ON audit_head FOR EACH ROW
IF NEW.seq <> OLD.seq + 1 OR NEW.strand <> OLD.strand OR NEW.account <> OLD.account OR OLD.strand = 0
THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_head: only goes on by one'; END IF";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_head: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_anchor_no_update BEFORE UPDATE ON audit_anchor FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_anchor: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_anchor: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER signature_no_update BEFORE UPDATE ON signature FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'signature: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER signature_no_delete BEFORE DELETE ON signature FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'signature: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER code_use_no_update BEFORE UPDATE ON code_use FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'code_use: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER code_use_no_delete BEFORE DELETE ON code_use FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'code_use: nothing is deleted'";
-- A secret is taken away, never exchanged; what was removed stays removed.
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER second_factor_kept BEFORE UPDATE ON second_factor FOR EACH ROW
IF NOT (NEW.user_id <=> OLD.user_id AND (NEW.sealed = OLD.sealed OR NEW.sealed = '') AND
  NEW.made_at <=> OLD.made_at AND (OLD.confirmed_at IS NULL OR NEW.confirmed_at <=> OLD.confirmed_at) AND
  (OLD.removed_at IS NULL OR NEW.removed_at <=> OLD.removed_at))
THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'second_factor: only taken away'; END IF";
-- A number that was declared void stays so.
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER agenda_void_no_update BEFORE UPDATE ON agenda_void FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'agenda_void: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER agenda_void_no_delete BEFORE DELETE ON agenda_void FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'agenda_void: nothing is deleted'";
-- What persons asked, and what became known of an incident, is only added to.
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER subject_request_no_update BEFORE UPDATE ON subject_request FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'subject_request: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER subject_request_no_delete BEFORE DELETE ON subject_request FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'subject_request: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER subject_answer_no_update BEFORE UPDATE ON subject_answer FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'subject_answer: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER subject_answer_no_delete BEFORE DELETE ON subject_answer FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'subject_answer: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_no_update BEFORE UPDATE ON incident FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_no_delete BEFORE DELETE ON incident FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_entry_no_update BEFORE UPDATE ON incident_entry FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident_entry: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_entry_no_delete BEFORE DELETE ON incident_entry FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident_entry: nothing is deleted'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_scope_no_update BEFORE UPDATE ON incident_scope FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident_scope: nothing is changed'";
EXECUTE IMMEDIATE "CREATE OR REPLACE TRIGGER incident_scope_no_delete BEFORE DELETE ON incident_scope FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'incident_scope: nothing is deleted'";
