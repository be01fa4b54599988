/** Of the tables below; a file of another version is refused. */
export const JOURNAL_VERSION = 1;

export const JOURNAL_SCHEMA = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS definitions (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL,
    name TEXT NOT NULL,
    machine TEXT NOT NULL,
    definition INTEGER NOT NULL,
    label TEXT,
    parent INTEGER,
    place TEXT,
    input TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended TEXT,
    forgotten INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS executions_by_origin ON executions (parent, place) WHERE parent IS NOT NULL;
  CREATE TABLE IF NOT EXISTS entries (
    execution INTEGER NOT NULL,
    number INTEGER NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (execution, number)
  ) WITHOUT ROWID;
  DELETE FROM executions WHERE forgotten AND parent NOT IN (SELECT id FROM executions WHERE ended IS NULL);
  DELETE FROM definitions WHERE id NOT IN (SELECT definition FROM executions);
`;

/** The statements that are used while executions run, prepared once. */
export const STATEMENTS = {
  define: 'INSERT INTO definitions (text) VALUES (?)',
  begin: `INSERT INTO executions (arn, name, machine, definition, label, parent, place, input, started)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  append: `INSERT INTO entries (execution, number, lines)
    VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM entries WHERE execution = ?), ?)`,
  end: 'UPDATE executions SET ended = ? WHERE id = ?',
  lines: 'SELECT lines FROM entries WHERE execution = ? ORDER BY number',
  all: 'SELECT * FROM executions WHERE NOT forgotten ORDER BY id',
  endedFor: 'SELECT * FROM executions WHERE parent = ? AND place = ? AND ended IS NOT NULL',
  parentRuns: `SELECT 1 FROM executions child JOIN executions parent ON parent.id = child.parent
    WHERE child.id = ? AND parent.ended IS NULL`,
  forgetLines: 'DELETE FROM entries WHERE execution = ?',
  hide: 'UPDATE executions SET forgotten = 1 WHERE id = ?',
  forget: 'DELETE FROM executions WHERE id = ?',
  forgetChildren: 'DELETE FROM executions WHERE parent = ? AND forgotten',
} as const;
