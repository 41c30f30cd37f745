-- Networks in CIDR notation whose devices are near to a hub, for enrollments that allocate by latency.
ALTER TABLE hub ADD COLUMN networks text[] NOT NULL DEFAULT '{}';
