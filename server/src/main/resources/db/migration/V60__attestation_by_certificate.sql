-- Certificates in base64 of DER, primary before secondary. Of groups: the subjects of what signs their devices'
-- certificates, or the names of authorities of the provisioning service.
ALTER TABLE enrollment
  ADD certificates    text[] NOT NULL DEFAULT '{}',
  ADD signer_subjects text[] NOT NULL DEFAULT '{}',
  ADD ca_names        text[] NOT NULL DEFAULT '{}';

CREATE INDEX enrollment_signers ON enrollment USING gin (signer_subjects) WHERE kind = 'group';
CREATE INDEX enrollment_cas ON enrollment USING gin (ca_names) WHERE kind = 'group';
