-- Base64 of TPM2B_PUBLIC: of enrollments.
ALTER TABLE enrollment
  ADD endorsement_key  text,
  ADD storage_root_key text;

-- The device's key for its hub, as only its TPM can read it.
ALTER TABLE registration ADD authentication_key text;

-- What challenges of TPMs are derived from, the same on every node.
ALTER TABLE provisioning_scope ADD challenge_key text;
