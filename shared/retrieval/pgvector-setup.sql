CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS inquery_search_index (
  name text PRIMARY KEY,
  revision uuid NOT NULL,
  dimensions int NOT NULL,
  -- The index of the words, as a binary file has it.
  words bytea NOT NULL
);
