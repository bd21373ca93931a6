-- The emblem on the letterhead, as the upload made it anew: a JPEG without anything but its picture.
CREATE TABLE office_logo (
  office_id   BIGINT      NOT NULL PRIMARY KEY REFERENCES office (id),
  bytes       MEDIUMBLOB  NOT NULL,
  sha256      BINARY(32)  NOT NULL,
  width       SMALLINT    NOT NULL,
  height      SMALLINT    NOT NULL,
  uploaded_at DATETIME(6) NOT NULL,
  uploaded_by BIGINT      NOT NULL REFERENCES user (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
