-- The letter's purpose when the person is recorded already: a surat pengganti, or a letter that was
-- submitted again after a recording that came before the signature.  '': the built-in sentence.
ALTER TABLE letter_wording ADD recorded VARCHAR(600) NOT NULL DEFAULT '';
