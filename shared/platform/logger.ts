import { type LogFields, logFields } from './log-fields.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * Structured log lines on standard output, with the fields of the work that goes on (withLogFields). Never pass
 * questions, SQL, rows or credentials as fields.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

export function newLogger(
  context: LogFields,
  lowest: Level = 'info',
  write: (line: string) => void = (line) => process.stdout.write(line),
): Logger {
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(lowest)) return;
      const at = new Date().toISOString();
      write(`${JSON.stringify({ level, at, message, ...logFields(), ...context, ...fields })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
