-- The functions of the query language that PostgreSQL does not have. dev.homeport.twin.query.Numbers
-- and Evaluator say the same in Java. NULL stands for undefined.

CREATE FUNCTION query_bounded(n numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN abs(n) < 1e308 THEN trim_scale(round(n, 308)) END $$;

CREATE FUNCTION query_square(n numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT query_bounded(n * n) $$;

CREATE FUNCTION query_divide(a numeric, b numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN b <> 0 THEN query_bounded(div(a * 1e30, b) * 1e-30) END $$;

CREATE FUNCTION query_modulo(a numeric, b numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN b <> 0 THEN query_bounded(mod(a, b)) END $$;

CREATE FUNCTION query_sqrt(a numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN a >= 0 THEN CAST(sqrt(CAST(a AS float8)) AS numeric) END $$;

CREATE FUNCTION query_exp(a numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN abs(a) <= 690 THEN CAST(exp(CAST(a AS float8)) AS numeric) END $$;

CREATE FUNCTION query_power(a numeric, b numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE
      WHEN a = 0 THEN CASE WHEN b > 0 THEN 0 WHEN b = 0 THEN 1 END
      WHEN abs(b) > 1e300 THEN NULL
      WHEN a < 0 AND b <> trunc(b) THEN NULL
      WHEN abs(a) = 1 OR abs(CAST(b AS float8)) <= 690 / abs(ln(CAST(abs(a) AS float8)))
        THEN CAST(power(CAST(a AS float8), CAST(b AS float8)) AS numeric)
    END
  $$;

CREATE FUNCTION query_as_number(t text) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE
      WHEN length(t) <= 100 AND t ~ '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$'
      THEN query_bounded(CAST(t AS numeric))
    END
  $$;

CREATE FUNCTION query_ends_with(t text, ending text) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT right(t, length(ending)) = ending $$;

CREATE FUNCTION query_substring(t text, start numeric, len numeric) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE
      WHEN start BETWEEN 0 AND 2147483647 AND len BETWEEN 0 AND 2147483647
        AND start = trunc(start) AND len = trunc(len)
      THEN substr(t, CAST(least(start, length(t)) AS integer) + 1, CAST(least(len, length(t)) AS integer))
    END
  $$;

CREATE FUNCTION query_array_contains(items jsonb, item jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE
      WHEN jsonb_typeof(items) = 'array'
      THEN EXISTS (SELECT FROM jsonb_array_elements(items) AS i (value) WHERE i.value = item)
    END
  $$;

-- Negative, 0, positive as a is less than, equal to, greater than b; undefined between two types
-- and for what has no order.
CREATE FUNCTION query_compare(a jsonb, b jsonb) RETURNS integer
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE
      WHEN jsonb_typeof(a) <> jsonb_typeof(b) THEN NULL
      WHEN jsonb_typeof(a) IN ('number', 'boolean')
        THEN CASE WHEN a < b THEN -1 WHEN a = b THEN 0 ELSE 1 END
      WHEN jsonb_typeof(a) = 'string'
        THEN CASE
          WHEN (a #>> '{}') COLLATE "C" < (b #>> '{}') COLLATE "C" THEN -1
          WHEN a = b THEN 0
          ELSE 1
        END
    END
  $$;

-- PostgreSQL itself takes a scalar for an array of one.
CREATE FUNCTION query_item(items jsonb, index integer) RETURNS jsonb
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN jsonb_typeof(items) = 'array' THEN items -> index END $$;

-- What an index of a path holds: equal values have equal keys, numbers keep their order, and no key
-- is too long for an index.
CREATE FUNCTION query_key(value jsonb) RETURNS jsonb
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT CASE jsonb_typeof(value)
      WHEN 'array' THEN CAST('[]' AS jsonb)
      WHEN 'object' THEN CAST('{}' AS jsonb)
      WHEN 'string' THEN
        CASE
          WHEN octet_length(value #>> '{}') <= 1000 THEN value
          ELSE to_jsonb(md5(value #>> '{}'))
        END
      ELSE value
    END
  $$;

-- Tags change seldom, so that all of them are indexed for "tags.… = …".
CREATE INDEX twin_tags ON twin USING gin (tags jsonb_path_ops);

-- The paths that an operator had indexed, with the names on the way: {properties,reported,firmware}.
CREATE TABLE query_index (
  path       text PRIMARY KEY,
  names      text[] NOT NULL,
  index_name text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
