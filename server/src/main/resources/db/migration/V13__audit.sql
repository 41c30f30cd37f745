-- What people, tokens and policies did: a chain of entries, in a partition for each month (docs/audit.md).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE audit_entry (
  seq        bigint NOT NULL,
  at         timestamptz NOT NULL,
  kind       text NOT NULL,
  who        text NOT NULL,
  role       text NOT NULL,
  action     text NOT NULL,
  hub        text NOT NULL,
  target     text NOT NULL,
  outcome    text NOT NULL,
  status     integer NOT NULL,
  code       text NOT NULL,
  address    text NOT NULL,
  request_id text NOT NULL,
  detail     text NOT NULL,
  hash       bytea NOT NULL,
  PRIMARY KEY (at, seq)
) PARTITION BY RANGE (at);

-- An entry is never older than the one before it, so that (at, seq) and seq are the same order.
CREATE INDEX audit_entry_who ON audit_entry (who, at, seq);
CREATE INDEX audit_entry_who_action ON audit_entry (who, action, at, seq);
CREATE INDEX audit_entry_action ON audit_entry (action, at, seq);
CREATE INDEX audit_entry_target ON audit_entry (target, at, seq);
CREATE INDEX audit_entry_refused ON audit_entry (outcome, at, seq) WHERE outcome <> 'succeeded';
CREATE INDEX audit_entry_text ON audit_entry USING gin (
  (who || ' ' || action || ' ' || target || ' ' || code || ' ' || address || ' ' || request_id || ' ' || detail)
  gin_trgm_ops
) WITH (gin_pending_list_limit = 256);

-- The newest entry, and the last one that was dropped; the row is locked while entries are added.
CREATE TABLE audit_head (
  single      boolean PRIMARY KEY DEFAULT true CHECK (single),
  seq         bigint NOT NULL,
  hash        bytea NOT NULL,
  at          timestamptz NOT NULL,
  anchor_seq  bigint NOT NULL,
  anchor_hash bytea NOT NULL
) WITH (fillfactor = 10);

INSERT INTO audit_head (seq, hash, at, anchor_seq, anchor_hash)
VALUES (0, decode(repeat('00', 32), 'hex'), 'epoch', 0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION audit_is_append_only() RETURNS trigger
  LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'entries of the audit log are never changed or deleted'; END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
