-- The end of sealed images: what was destroyed, by whom, before which witness; and the export keys,
-- whose destruction reaches the backups too (TRUST 5.1).  Rows are added, never changed.
CREATE TABLE destruction (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id   BIGINT       NOT NULL REFERENCES office (id),
  what        VARCHAR(6)   NOT NULL,                    -- GAMBAR | KUNCI
  epoch       CHAR(7)      NULL,                        -- KUNCI: month of the export key, 2026-11; once
  policy_id   BIGINT       NULL REFERENCES biometric_policy (id),  -- GAMBAR: the decision that set their time
  sent_day    DATE         NULL,                        -- GAMBAR: finished cases up to then had gone to the Dinas
  cases       INT          NOT NULL,
  images      INT          NOT NULL,
  how         VARCHAR(200) NOT NULL DEFAULT '',         -- KUNCI: what was done to its media
  witness     VARCHAR(100) NOT NULL,
  document_id BIGINT       NOT NULL REFERENCES document (id),      -- its minutes
  at          DATETIME(6)  NOT NULL,
  by_user     BIGINT       NOT NULL REFERENCES user (id),
  KEY destruction_office (office_id, id),
  UNIQUE KEY destruction_epoch (epoch)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A destroyed image is an empty one that says by which act; NULL: it is still there.
ALTER TABLE capture_image
  ADD COLUMN destroyed_id BIGINT NULL REFERENCES destruction (id),
  ADD KEY capture_image_kept (destroyed_id, case_id),
  ADD KEY capture_image_epoch (epoch, destroyed_id);
ALTER TABLE biometric_part
  ADD COLUMN destroyed_id BIGINT NULL REFERENCES destruction (id),
  ADD KEY biometric_part_kept (destroyed_id, case_id),
  ADD KEY biometric_part_epoch (epoch, destroyed_id);

-- How many came today (home page): without it every case of the office is read.
ALTER TABLE casefile ADD KEY casefile_created (office_id, created_at);

-- The beginnings of the words are entries too ("SUR*", sop/name_key.h): migrate writes the words of every case again.
DELETE FROM case_word;
