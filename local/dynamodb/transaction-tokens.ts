import { createHash } from 'node:crypto';
import * as z from 'zod';
import { WireError } from '../wire/json-service.ts';
import { answerOf } from './call-dynalite.ts';
import { type DynaliteStore, type Entries, lockKey } from './dynalite-store.ts';
import type { Change } from './entry-file.ts';

const KEPT_MS = 10 * 60_000;
/** Transactions from one look for what is over to the next. */
const LOOK_EVERY = 1_000;
/** Beside the tags of tables, under a name too short for a table's. */
const PLACE = '$';

const UsedToken = z.object({ token: z.string(), digest: z.string(), at: z.number() });
export type UsedToken = z.infer<typeof UsedToken>;

/** By these a transaction that is sent again within ten minutes of its success is known, after a restart too. */
export class TransactionTokens {
  readonly #entries: Entries;
  #transactions = 0;

  constructor(store: DynaliteStore) {
    this.#entries = store.getTagDb(PLACE);
  }

  /** Resolves, with what lets go, when no other transaction has this token. */
  lock(token: string): Promise<() => void> {
    return lockKey(this.#entries, token);
  }

  /** Whether this very transaction was carried out; fails when it was another with the same token. */
  async isUsed({ token, digest }: UsedToken): Promise<boolean> {
    const found = await answerOf((done) => this.#entries.get(token, done));
    const used = found === undefined ? undefined : UsedToken.parse(found);
    if (!used || isOver(used)) return false;
    if (used.digest === digest) return true;
    throw new WireError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request',
    );
  }

  /** What is to be written together with its transaction. */
  async changes(used: UsedToken): Promise<Change[]> {
    const over = this.#transactions++ % LOOK_EVERY === 0 ? await this.#over() : [];
    return [
      ...over.map(({ token }): Change => ({ type: 'del', key: keyOf(token) })),
      { type: 'put', key: keyOf(used.token), value: used },
    ];
  }

  async #over(): Promise<UsedToken[]> {
    const over: UsedToken[] = [];
    for await (const value of this.#entries.createValueStream({})) {
      const used = UsedToken.parse(value);
      if (isOver(used)) over.push(used);
    }
    return over;
  }
}

export const newToken = (token: string, items: unknown): UsedToken => ({
  token,
  digest: createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16),
  at: Date.now(),
});

const keyOf = (token: string) => `tag-${PLACE}~${token}`;
const isOver = ({ at }: UsedToken) => at < Date.now() - KEPT_MS;
