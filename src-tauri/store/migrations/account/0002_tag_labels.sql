-- What an operator keeps with a tag, only on this computer; goes with the tag.

-- One of the window's hues; NULL for the one that follows from the tag's number.
ALTER TABLE tags ADD COLUMN hue INTEGER CHECK (hue BETWEEN 0 AND 11);

ALTER TABLE tags ADD COLUMN note TEXT NOT NULL DEFAULT '';
