-- The counter's whole day: what differs at step 2, why somebody comes back another day, papers that the
-- Kasi waives, scans of papers, how numbers are written, and an office to train in.

-- Why a step failed or was put off, by the words of sop/cause.h; '': the move asks for none.
ALTER TABLE case_event
  ADD cause VARCHAR(16) NOT NULL DEFAULT '';

ALTER TABLE casefile
  ADD again_on      DATE         NULL,                -- the applicant comes back then; gone with the next move
  ADD again_cause   VARCHAR(16)  NOT NULL DEFAULT '', -- sop/cause.h
  ADD guardian_consent TINYINT   NOT NULL DEFAULT 0,  -- 1: he signed K.P1 for the minor
  ADD repeat_reason VARCHAR(400) NOT NULL DEFAULT ''; -- why somebody is recorded once more (DOMAIN 2.2, N15)

-- What differs from the family card or SIAK; version: that of the case after it was declared. INSERT only.
CREATE TABLE case_difference (
  case_id BIGINT       NOT NULL REFERENCES casefile (id),
  version INT          NOT NULL,
  field   VARCHAR(20)  NOT NULL,                      -- name of the control at step 2: nama, tgl_lahir ...
  entered VARCHAR(120) NOT NULL,                      -- as the application says
  found   VARCHAR(120) NOT NULL,                      -- as KK or SIAK say; '': not noted
  PRIMARY KEY (case_id, version, field)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A compulsory paper that the Kasi may do without in a single case, with a reason (DOMAIN 8.3, G8).
ALTER TABLE requirement
  ADD waivable TINYINT NOT NULL DEFAULT 0;
UPDATE requirement SET waivable = 1 WHERE code = 'PENGANTAR';

-- INSERT only.
CREATE TABLE requirement_waiver (
  case_id        BIGINT       NOT NULL REFERENCES casefile (id),
  requirement_id BIGINT       NOT NULL REFERENCES requirement (id),
  reason         VARCHAR(400) NOT NULL,
  at             DATETIME(6)  NOT NULL,
  actor_id       BIGINT       NOT NULL REFERENCES user (id),
  PRIMARY KEY (case_id, requirement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A paper as a picture, enciphered (store/scan.h); bytes are '' once it was removed.
CREATE TABLE scan (
  id             BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id        BIGINT      NOT NULL REFERENCES casefile (id),
  requirement_id BIGINT      NOT NULL REFERENCES requirement (id),
  width          SMALLINT    NOT NULL,                -- pixels
  height         SMALLINT    NOT NULL,
  key_id         BINARY(8)   NOT NULL,
  bytes          MEDIUMBLOB  NOT NULL,
  at             DATETIME(6) NOT NULL,
  actor_id       BIGINT      NOT NULL REFERENCES user (id),
  removed_at     DATETIME(6) NULL,
  removed_by     BIGINT      NULL REFERENCES user (id),
  KEY scan_case (case_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE office
  ADD scans         TINYINT     NOT NULL DEFAULT 0,   -- 1: papers may be kept as pictures
  ADD agenda_format VARCHAR(40) NOT NULL DEFAULT '{nomor:4}/{tahun}',                   -- sop/number.h
  ADD letter_format VARCHAR(60) NOT NULL DEFAULT '{klasifikasi}/{nomor}/{kode}/{tahun}',
  ADD training_of   BIGINT      NULL REFERENCES office (id), -- a training office: of that one
  ADD UNIQUE KEY office_training (training_of),
  ADD CONSTRAINT office_scans CHECK (scans IN (0, 1));

-- The roles (bits of sop/role.h) that somebody practises in the training office; 0: the real office.
ALTER TABLE session
  ADD training INT NOT NULL DEFAULT 0;

-- What somebody has typed into a form and not sent yet: his own, for a day (page/kept_form.h).
CREATE TABLE kept_form (
  user_id   BIGINT      NOT NULL REFERENCES user (id),
  office_id BIGINT      NOT NULL REFERENCES office (id),
  path      VARCHAR(60) NOT NULL,                     -- of the form's page
  fields    MEDIUMTEXT  NOT NULL,                     -- urlencoded
  at        DATETIME(6) NOT NULL,
  PRIMARY KEY (user_id, office_id, path),
  KEY kept_form_at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
