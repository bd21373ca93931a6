-- What each account may do, and nothing more.  rekamctl migrate runs this file after the
-- schema; {web} stands for the account's name from [account.web], as 'rekam_web'@'localhost'.
-- Every line may be repeated.  A right that is taken away needs its REVOKE in a migration.
--
-- audit and case_event are never updated or deleted by anybody; nothing is deleted but
-- sessions, failed logins, answers to repeated requests, and an exception that was a mistake.

-- web: the office pages
GRANT SELECT ON office TO {web};
GRANT UPDATE (sign_mode) ON office TO {web};
GRANT SELECT ON village TO {web};
GRANT SELECT ON sop_version TO {web};
GRANT SELECT ON sop_step TO {web};
GRANT SELECT ON requirement TO {web};
GRANT SELECT ON signatory TO {web};
GRANT SELECT (id, office_id, username, name, nip, roles, active, created_at) ON user TO {web};
GRANT SELECT, UPDATE (seen_at) ON session TO {web};
GRANT SELECT, INSERT, UPDATE ON casefile TO {web};
GRANT SELECT, INSERT, UPDATE ON case_requirement TO {web};
GRANT SELECT, INSERT ON case_event TO {web};
GRANT SELECT, INSERT, UPDATE ON step_time TO {web};
GRANT SELECT, INSERT, UPDATE ON counter TO {web};
GRANT SELECT, INSERT, DELETE ON request_done TO {web};
GRANT SELECT, INSERT ON audit TO {web};
GRANT SELECT, INSERT, UPDATE ON document TO {web};
GRANT SELECT, INSERT, UPDATE ON print_job TO {web};
GRANT SELECT ON printer TO {web};
GRANT SELECT ON station TO {web};
GRANT SELECT ON capture TO {web};
GRANT SELECT ON capture_image TO {web};
GRANT SELECT ON finger_exception TO {web};
GRANT SELECT ON schema_version TO {web};

-- auth: the only pool that sees password hashes; of the rest what the page frame shows
GRANT SELECT ON office TO {auth};
GRANT SELECT ON user TO {auth};
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO {auth};
GRANT SELECT, INSERT, DELETE ON login_try TO {auth};
GRANT SELECT (at), DELETE ON request_done TO {auth};
GRANT INSERT ON audit TO {auth};
GRANT SELECT (id, office_id, open, status, sign_mode, signatory_id) ON casefile TO {auth};
GRANT SELECT (id, user_id) ON signatory TO {auth};
GRANT SELECT (id, office_id, state) ON print_job TO {auth};
GRANT SELECT ON printer TO {auth};
GRANT SELECT ON schema_version TO {auth};

-- station: step 5
GRANT SELECT ON office TO {station};
GRANT SELECT ON village TO {station};
GRANT SELECT ON sop_version TO {station};
GRANT SELECT ON sop_step TO {station};
GRANT SELECT ON requirement TO {station};
GRANT SELECT ON signatory TO {station};
GRANT SELECT (id, office_id, username, name, nip, roles, active, created_at) ON user TO {station};
GRANT SELECT, UPDATE (seen_at) ON session TO {station};
GRANT SELECT, UPDATE ON casefile TO {station};
GRANT SELECT ON case_requirement TO {station};
GRANT SELECT, INSERT ON case_event TO {station};
GRANT SELECT, INSERT, UPDATE ON step_time TO {station};
GRANT SELECT, INSERT, DELETE ON request_done TO {station};
GRANT SELECT, INSERT ON audit TO {station};
GRANT SELECT, INSERT, UPDATE ON document TO {station};
GRANT SELECT, INSERT, UPDATE ON print_job TO {station};
GRANT SELECT ON printer TO {station};
GRANT SELECT ON station TO {station};
GRANT SELECT, INSERT, UPDATE ON capture TO {station};
GRANT SELECT, INSERT, UPDATE ON capture_image TO {station};
GRANT SELECT, INSERT, UPDATE, DELETE ON finger_exception TO {station};
GRANT SELECT ON schema_version TO {station};

-- signd: reads what it signs, writes nothing
GRANT SELECT ON office TO {signd};
GRANT SELECT (id, office_id, name, roles, active) ON user TO {signd};
GRANT SELECT ON signatory TO {signd};
GRANT SELECT (id, uuid, office_id, status, sign_mode, open, signatory_id, agenda_no, agenda_year) ON casefile TO {signd};
GRANT SELECT ON document TO {signd};
GRANT SELECT ON schema_version TO {signd};

-- printd: the bytes and the queue, no person's data
GRANT SELECT (id, bytes, sha256, void) ON document TO {printd};
GRANT SELECT, UPDATE ON print_job TO {printd};
GRANT SELECT, UPDATE ON printer TO {printd};
GRANT SELECT ON schema_version TO {printd};

-- backup: reads all; what mariadb-backup needs server-wide is given where the accounts are made
GRANT SELECT, LOCK TABLES ON * TO {backup};
