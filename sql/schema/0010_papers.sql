-- Papers beside the letter: is a receipt printed by itself when the papers are taken in, and on
-- which paper ('' as letters; om_roll_80x297mm is a roll).  Reports count events by their time.

ALTER TABLE office
  ADD receipt       TINYINT     NOT NULL DEFAULT 1,
  ADD receipt_paper VARCHAR(20) NOT NULL DEFAULT '';

CREATE INDEX case_event_at ON case_event (at);
