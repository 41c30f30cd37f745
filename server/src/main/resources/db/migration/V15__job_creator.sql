-- Who made a job: a person's name, or "policy" and the name of a policy of the hub. Unknown of older ones.
ALTER TABLE job ADD COLUMN created_by text;
