import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type StateFileGuard, stateFileGuard } from '../../state-file-error.ts';
import type { EndedExecution } from '../execution/ended-execution.ts';
import type { ExecutionJournal, ExecutionStart, Journal, KeptExecution, Origin } from './journal.ts';
import { parseLines } from './line.ts';
import { prepareFile } from './prepare-file.ts';
import { STATEMENTS } from './schema.ts';
import { describeEnd, toKept } from './stored-execution.ts';

/** How long a write waits for a program that looks into the file. */
const BUSY_MS = 2_000;
const AGAIN_MS = 1_000;
/** Executions are forgotten so many at a time: it costs a third of what one by one does. */
const FORGET_AT_ONCE = 64;

type Statements = { readonly [Name in keyof typeof STATEMENTS]: StatementSync };

/**
 * Opens the journal in a SQLite file, made when absent. A write costs some 20 microseconds and survives a killed
 * process; after a power cut the last moments may be missing, never the middle. Throws a StateFileError for a file
 * that is damaged or of another version. `onFailure` hears of an end that cannot be written yet.
 */
export function openJournal(path: string, onFailure: (error: unknown) => void): Journal {
  const guarded = stateFileGuard('The journal of the executions', path);
  return guarded(() => new SqliteJournal(new DatabaseSync(path, { timeout: BUSY_MS }), guarded, onFailure));
}

class SqliteJournal implements Journal {
  readonly secret: Buffer;
  readonly #file: DatabaseSync;
  readonly #statements: Statements;
  readonly #guarded: StateFileGuard;
  readonly #onFailure: (error: unknown) => void;
  readonly #definitions = new Map<string, number>();
  #toForget: number[] = [];
  /** Ends that could not be written; each tries again and is gone when it worked. */
  readonly #unsaved = new Map<() => void, NodeJS.Timeout>();

  constructor(file: DatabaseSync, guarded: StateFileGuard, onFailure: (error: unknown) => void) {
    this.#file = file;
    this.#guarded = guarded;
    this.#onFailure = onFailure;
    this.secret = prepareFile(file);
    // Every name of STATEMENTS, each with its statement.
    this.#statements = Object.fromEntries(
      Object.entries(STATEMENTS).map(([name, sql]) => [name, file.prepare(sql)]),
    ) as Statements;
    for (const { id, text } of file.prepare('SELECT id, text FROM definitions').all())
      this.#definitions.set(String(text), Number(id));
  }

  begin(start: ExecutionStart): ExecutionJournal {
    const { executionArn, name, stateMachine, definition, label, origin, input, startDate } = start;
    const { lastInsertRowid } = this.#guarded(() =>
      this.#statements.begin.run(
        executionArn,
        name,
        JSON.stringify(stateMachine),
        this.#define(definition),
        label ?? null,
        origin?.parent ?? null,
        origin?.place ?? null,
        input,
        startDate,
      ),
    );
    return this.of(Number(lastInsertRowid));
  }

  executions(): KeptExecution[] {
    const definitions = new Map([...this.#definitions].map(([text, id]) => [id, text]));
    return this.#guarded(() =>
      this.#statements.all
        .all()
        .map((stored) => toKept(stored, definitions.get(Number(stored.definition)) ?? '')),
    );
  }

  of(id: number): ExecutionJournal {
    const { append, lines } = this.#statements;
    return {
      id,
      append: (added) => void this.#guarded(() => append.run(id, id, JSON.stringify(added))),
      end: (added, ended, saved) =>
        this.#saveSometime(() => {
          this.#end(id, JSON.stringify(added), JSON.stringify(ended));
          saved();
        }),
      lines: () => this.#guarded(() => lines.all(id).flatMap((entry) => parseLines(String(entry.lines)))),
      forget: () => {
        this.#toForget.push(id);
        if (this.#toForget.length >= FORGET_AT_ONCE) this.#forget();
      },
    };
  }

  endedFor({ parent, place }: Origin): EndedExecution | undefined {
    const stored = this.#guarded(() => this.#statements.endedFor.get(parent, place));
    if (!stored) return undefined;
    const kept = toKept(stored, '');
    return kept.ended && describeEnd(kept, kept.ended.end, kept.ended.stopDate);
  }

  close(): void {
    for (const [trySave, timer] of this.#unsaved) {
      clearInterval(timer);
      trySave();
    }
    if (this.#file.isOpen) this.#file.close();
  }

  #end(id: number, lines: string, ended: string): void {
    this.#transaction(() => {
      this.#statements.append.run(id, id, lines);
      this.#statements.end.run(ended, id);
      this.#statements.forgetChildren.run(id);
    });
  }

  #saveSometime(save: () => void): void {
    try {
      this.#guarded(save);
    } catch (error) {
      this.#onFailure(error);
      this.#again(save);
    }
  }

  /** Tries until it works: the end stands in memory, and whoever asks has seen it. */
  #again(save: () => void): void {
    const trySave = () => {
      try {
        save();
        clearInterval(this.#unsaved.get(trySave));
        this.#unsaved.delete(trySave);
      } catch {
        // Said once already; the next try may find room.
      }
    };
    this.#unsaved.set(trySave, setInterval(trySave, AGAIN_MS).unref());
  }

  #forget(): void {
    const { parentRuns, forgetLines, hide, forget } = this.#statements;
    const ids = this.#toForget;
    this.#toForget = [];
    try {
      this.#transaction(() => {
        for (const id of ids) {
          forgetLines.run(id);
          (parentRuns.get(id) ? hide : forget).run(id);
        }
      });
    } catch {
      // They stay in the file, and are too many again at the next start.
    }
  }

  #define(text: string): number {
    const known = this.#definitions.get(text);
    if (known !== undefined) return known;
    const id = Number(this.#statements.define.run(text).lastInsertRowid);
    this.#definitions.set(text, id);
    return id;
  }

  #transaction(work: () => void): void {
    this.#file.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#file.exec('COMMIT');
    } catch (error) {
      if (this.#file.isTransaction) this.#file.exec('ROLLBACK');
      throw error;
    }
  }
}
