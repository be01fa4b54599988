import { performance } from 'node:perf_hooks';
import { judgePostgresStatement } from '../../shared/sql-guard/check-statement.ts';
import type { AttackedDatabase } from './attacked-database.ts';
import { corpus, sampleScope } from './corpus.ts';
import { mutant } from './mutations.ts';
import { seededRandom } from './seeded-random.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** Runs one in so many of the statements allowed. */
  readonly database?: { readonly attacked: AttackedDatabase; readonly oneIn: number };
  readonly onProgress?: (progress: FuzzProgress) => void;
}

export interface FuzzProgress {
  readonly done: number;
  readonly allowed: number;
  readonly ran: number;
  /** Ran to an end without an error of the database. */
  readonly answered: number;
  readonly slowestMs: number;
}

/** PostgreSQL finds no such column or table: the guard took a name for something else. */
const MISREAD = new Set(['42703', '42P01']);

export interface FuzzResult extends FuzzProgress {
  readonly slowest: string;
  /** Statements that ended the guard in another way than by a verdict, with what it said. */
  readonly crashes: readonly string[];
  /** Allowed statements in which the database did not find the columns and tables that the guard did. */
  readonly misread: readonly string[];
}

const PROGRESS_EVERY = 10_000;

/** Judges mutants of the lists; throws when one that is allowed writes. The same seed makes the same statements. */
export async function fuzz({ seed, count, database, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const random = seededRandom(seed);
  const statements = corpus();
  const scope = sampleScope();
  const crashes: string[] = [];
  const misread: string[] = [];
  let [done, allowed, ran, answered, slowestMs, slowest] = [0, 0, 0, 0, 0, ''];
  await judgePostgresStatement('SELECT 1', scope);
  for (; done < count; done++) {
    if (done % PROGRESS_EVERY === 0) onProgress?.({ done, allowed, ran, answered, slowestMs });
    const sql = mutant(statements, random);
    const start = performance.now();
    const verdict = await judgePostgresStatement(sql, scope).catch((error: unknown) => {
      crashes.push(`${String(error)}: ${sql}`);
    });
    const ms = performance.now() - start;
    if (ms > slowestMs) [slowestMs, slowest] = [ms, sql];
    if (verdict?.verdict !== 'allow') continue;
    allowed++;
    if (!database || allowed % database.oneIn !== 0) continue;
    ran++;
    const outcome = await database.attacked.attack(sql);
    if ('rows' in outcome) answered++;
    else if (MISREAD.has(outcome.code ?? '')) misread.push(sql);
  }
  return { done, allowed, ran, answered, slowestMs, slowest, crashes, misread };
}
