-- HNSW needs to know how long its vectors are, so each length has a table.
CREATE TABLE IF NOT EXISTS {{vectors}} (
  name text NOT NULL,
  position int NOT NULL,
  embedding vector({{dimensions}}) NOT NULL,
  PRIMARY KEY (name, position)
);

CREATE INDEX IF NOT EXISTS {{nearest}} ON {{vectors}} USING hnsw (embedding vector_cosine_ops);
