CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS {{index}} (
  name text PRIMARY KEY,
  revision uuid NOT NULL,
  built_at timestamptz NOT NULL,
  dimensions int NOT NULL,
  -- The index of the words, as a binary file has it.
  words bytea NOT NULL
);
