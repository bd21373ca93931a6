-- A queue may be kept by the CUPS server of another computer.  '': by the one that printd is set to.
ALTER TABLE printer ADD server VARCHAR(120) NOT NULL DEFAULT '';
