import { createHash } from 'node:crypto';
import type { Principal } from '../../contracts/principal.ts';
import type { VerifiedQuery } from '../../contracts/verified-query.ts';
import type { VerifyMachineInput } from '../../contracts/verify-machine.ts';
import { type ImportError, type ImportFormat, readPairs } from './import-pairs.ts';
import type { QueryPage, VerifiedQueryStore } from './verified-query-store.ts';

interface Pair {
  readonly source: string;
  readonly question: string;
  readonly sql: string;
  readonly origin: VerifiedQuery['origin'];
}

interface ImportOutcome {
  /** Pairs that were taken and are now put to the guard. */
  readonly accepted: number;
  readonly errors: readonly ImportError[];
}

/**
 * Pairs of question and SQL that curators approve. What is added is pending until the guard and a dry run passed it;
 * what others propose waits for a curator, and answers nobody.
 */
export interface VerifiedQueries {
  add(pair: Pair, by: Principal): Promise<VerifiedQuery>;
  propose(pair: Pair, by: Principal): Promise<VerifiedQuery>;
  /** Every line that can be read is added; `mayUse` says of which sources the principal may approve queries. */
  importFile(
    file: { readonly source: string; readonly format: ImportFormat; readonly text: string },
    by: Principal,
    mayUse: (source: string) => boolean,
  ): Promise<ImportOutcome>;
  find(source: string, id: string): Promise<VerifiedQuery | undefined>;
  list(source: string, page: { limit: number; cursor?: string }): Promise<QueryPage>;
  /** False when there is none. */
  remove(source: string, id: string, by: Principal): Promise<boolean>;
}

interface Ports {
  readonly store: VerifiedQueryStore;
  /** Starts the machine that verifies and indexes. */
  readonly verify: (input: VerifyMachineInput) => Promise<void>;
  readonly now: () => string;
}

const AT_ONCE = 8;

export function createVerifiedQueries({ store, verify, now }: Ports): VerifiedQueries {
  const madeOf = (
    { source, question, sql: written, origin }: Pair,
    state: VerifiedQuery['state'],
    by: Principal,
  ): VerifiedQuery => {
    const sql = written.trim().replace(/[\s;]+$/, '');
    return {
      ...{ id: idOf(source, question, sql), source, question, sql, origin },
      ...{ dialect: 'postgres', state, approvedBy: by.id, approvedAt: now(), count: 1 },
    };
  };
  const submit = (pair: Pair, by: Principal) => store.submit(madeOf(pair, 'pending', by));
  return {
    add: async (pair, by) => {
      const added = await submit(pair, by);
      await verify({ source: pair.source, principal: by });
      return added;
    },
    propose: async (pair, by) => {
      const proposed = madeOf(pair, 'proposed', by);
      await store.propose(proposed);
      return proposed;
    },
    importFile: async ({ source: named, format, text }, by, mayUse) => {
      const { pairs, errors } = readPairs(format, text);
      const placed = pairs.map((pair) => ({ ...pair, source: pair.source ?? named }));
      const refused = placed.filter(({ source }) => !mayUse(source));
      const taken = placed.filter(({ source }) => mayUse(source));
      for (let at = 0; at < taken.length; at += AT_ONCE) {
        const some = taken.slice(at, at + AT_ONCE);
        await Promise.all(some.map((pair) => submit({ ...pair, origin: 'import' }, by)));
      }
      for (const source of new Set(taken.map((pair) => pair.source))) await verify({ source, principal: by });
      const unknown = refused.map(({ line, source }) => ({
        line,
        message: `There is no source "${source}".`,
      }));
      return { accepted: taken.length, errors: [...errors, ...unknown].sort((a, b) => a.line - b.line) };
    },
    find: store.find,
    list: store.list,
    remove: async (source, id, by) => {
      const removed = await store.remove(source, id, by.id);
      if (removed) await verify({ source });
      return removed;
    },
  };
}

/** The same question with the same SQL is the same pair, however it is spaced: importing a file twice adds nothing. */
function idOf(source: string, question: string, sql: string): string {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ');
  const text = JSON.stringify([source, plain(question).toLowerCase(), plain(sql)]);
  return `vq_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
