-- HNSW needs to know how long its vectors are, so each length has a table.
CREATE TABLE IF NOT EXISTS inquery_search_vectors_{{dimensions}} (
  name text NOT NULL,
  position int NOT NULL,
  embedding vector({{dimensions}}) NOT NULL,
  PRIMARY KEY (name, position)
);

CREATE INDEX IF NOT EXISTS inquery_search_vectors_{{dimensions}}_nearest
  ON inquery_search_vectors_{{dimensions}} USING hnsw (embedding vector_cosine_ops);
