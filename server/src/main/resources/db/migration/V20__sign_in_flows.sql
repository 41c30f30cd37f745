-- People who are on their way to an identity provider and back.

CREATE TABLE sign_in_flow (
  id_hash      bytea PRIMARY KEY,
  state        text NOT NULL,
  nonce        text NOT NULL,
  verifier     text NOT NULL,
  redirect_uri text NOT NULL,
  target       text NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX ON sign_in_flow (expires_at);
