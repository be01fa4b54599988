type Level = 'debug' | 'info' | 'warn' | 'error';
type Fields = Readonly<Record<string, unknown>>;

/** Structured log lines on standard output. Never pass questions, SQL, rows or credentials as fields. */
export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

export function newLogger(
  context: Fields,
  lowest: Level = 'info',
  write: (line: string) => void = (line) => process.stdout.write(line),
): Logger {
  const at =
    (level: Level) =>
    (message: string, fields: Fields = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(lowest)) return;
      write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...context, ...fields })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
