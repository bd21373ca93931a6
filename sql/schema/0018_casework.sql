-- Steps 1 to 3 in full: NIKs that need leave, cases that follow one another, searching by names as
-- people remember them, agenda numbers on paper slips, cases that expire.

ALTER TABLE office
  ADD expiry_days SMALLINT NOT NULL DEFAULT 90,       -- without a move for so long: KEDALUWARSA
  ADD warn_days   SMALLINT NOT NULL DEFAULT 14,       -- and that long before, a warning
  ADD public_status TINYINT NOT NULL DEFAULT 0;       -- 1: applicants may look at /cek

ALTER TABLE casefile
  ADD follows_id BIGINT      NULL REFERENCES casefile (id),  -- a closed case that this one takes up again
  ADD nik_doubt  VARCHAR(12) NOT NULL DEFAULT '',     -- NIK_DAY ...: rule that the NIK breaks (sop/nik.h)
  ADD KEY casefile_follows (follows_id),
  ADD KEY casefile_doubt (office_id, nik_doubt, open),
  ADD KEY casefile_kk (office_id, kk),
  ADD KEY casefile_birth (office_id, birth_day),
  ADD KEY casefile_newest (office_id, id),
  ADD KEY casefile_agenda_day (office_id, agenda_day);

-- The Kasi lets a NIK through whose digits break a rule (DOMAIN 2.2, E*).
CREATE TABLE nik_override (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT       NOT NULL REFERENCES office (id),
  nik       CHAR(16)     NOT NULL,
  finding   VARCHAR(12)  NOT NULL,
  case_id   BIGINT       NOT NULL REFERENCES casefile (id),  -- where it was asked for
  reason    VARCHAR(400) NOT NULL,
  at        DATETIME(6)  NOT NULL,
  actor_id  BIGINT       NOT NULL REFERENCES user (id),
  KEY nik_override_nik (office_id, nik)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The words of names, each once; near: the word as it sounds, and that with one letter left
-- out (sop/name_key.h).  A search looks there and then at the cases of the words it found.
CREATE TABLE name_word (
  id   BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  word VARCHAR(60) NOT NULL,
  UNIQUE KEY name_word_word (word)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE name_near (
  near    VARCHAR(60) NOT NULL,
  word_id BIGINT      NOT NULL REFERENCES name_word (id),
  PRIMARY KEY (near, word_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE case_word (
  office_id BIGINT NOT NULL REFERENCES office (id),
  word_id   BIGINT NOT NULL REFERENCES name_word (id),
  case_id   BIGINT NOT NULL REFERENCES casefile (id),
  PRIMARY KEY (office_id, word_id, case_id),
  KEY case_word_case (case_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What somebody looks for again and again; no name and no number of a person stands here.
CREATE TABLE saved_filter (
  id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id    BIGINT      NOT NULL REFERENCES user (id),
  name       VARCHAR(40) NOT NULL,
  village_id BIGINT      NULL REFERENCES village (id),
  status     VARCHAR(20) NOT NULL,                    -- '': all
  period     VARCHAR(8)  NOT NULL,                    -- SEMUA | HARI | MINGGU | BULAN | TAHUN
  UNIQUE KEY saved_filter_name (user_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Agenda numbers that were taken from the series for paper slips, for a day without the program.
CREATE TABLE agenda_slip (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT       NOT NULL REFERENCES office (id),
  year      SMALLINT     NOT NULL,
  first_no  INT          NOT NULL,
  last_no   INT          NOT NULL,
  left_n    INT          NOT NULL,                    -- neither keyed in nor declared void yet
  note      VARCHAR(120) NOT NULL,
  made_at   DATETIME(6)  NOT NULL,
  made_by   BIGINT       NOT NULL REFERENCES user (id),
  UNIQUE KEY agenda_slip_first (office_id, year, first_no),
  CONSTRAINT agenda_slip_range CHECK (first_no >= 1 AND last_no >= first_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A number that nobody got and nobody will get: INSERT only.
CREATE TABLE agenda_void (
  office_id BIGINT       NOT NULL REFERENCES office (id),
  year      SMALLINT     NOT NULL,
  no        INT          NOT NULL,
  slip_id   BIGINT       NOT NULL REFERENCES agenda_slip (id),
  reason    VARCHAR(400) NOT NULL,
  at        DATETIME(6)  NOT NULL,
  actor_id  BIGINT       NOT NULL REFERENCES user (id),
  PRIMARY KEY (office_id, year, no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Tickets of a day: who came first.  No name stands here.
CREATE TABLE ticket (
  id        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id BIGINT      NOT NULL REFERENCES office (id),
  day       DATE        NOT NULL,                     -- WIB
  no        INT         NOT NULL,                     -- 1, 2, 3 ... of the day, whatever the kind
  kind      VARCHAR(12) NOT NULL,                     -- enum ticket_kind (sop/ticket.h)
  state     VARCHAR(12) NOT NULL,                     -- MENUNGGU | DIPANGGIL | DILAYANI | TIDAK_HADIR
  counter   VARCHAR(20) NOT NULL DEFAULT '',          -- where it was called to
  made_at   DATETIME(6) NOT NULL,
  called_at DATETIME(6) NULL,
  called_by BIGINT      NULL REFERENCES user (id),
  ended_at  DATETIME(6) NULL,
  UNIQUE KEY ticket_no (office_id, day, no),
  KEY ticket_called (office_id, day, state, called_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The owner's SOP word for word, part by part: what stands on its sheet besides the six steps.
CREATE TABLE sop_text (
  sop_version_id BIGINT       NOT NULL REFERENCES sop_version (id),
  part           VARCHAR(16)  NOT NULL,               -- DASAR_HUKUM, KUALIFIKASI, ... SYARAT_1 .. SYARAT_6
  sort           SMALLINT     NOT NULL,
  text           VARCHAR(500) NOT NULL,
  PRIMARY KEY (sop_version_id, part, sort)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
