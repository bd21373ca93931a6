-- May the biometrics be recorded before the letter is signed?  Off; where it is on, the Kasi allows
-- it case by case, and it is reported as a deviation from the SOP.
ALTER TABLE office
  ADD record_first TINYINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT office_record_first CHECK (record_first IN (0, 1));
