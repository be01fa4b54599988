import { createHash } from 'node:crypto';
import * as z from 'zod';
import { WireError } from '../wire/json-service.ts';
import type { Change } from './collecting-store.ts';
import { type DynaliteStore, type Entries, lockKey } from './dynalite-store.ts';

const KEPT_MS = 10 * 60_000;
/** Beside the tags of tables, under a name too short for a table's. */
const PLACE = '$';

const UsedToken = z.object({ token: z.string(), digest: z.string(), at: z.number() });
export type UsedToken = z.infer<typeof UsedToken>;

/** By these a transaction that is sent again within ten minutes of its success is known, after a restart too. */
export class TransactionTokens {
  readonly #entries: Entries;
  #read: Promise<Map<string, UsedToken>> | undefined;

  constructor(store: DynaliteStore) {
    this.#entries = store.getTagDb(PLACE);
  }

  /** Resolves, with what lets go, when no other transaction has this token. */
  lock(token: string): Promise<() => void> {
    return lockKey(this.#entries, token);
  }

  /** Whether this very transaction was carried out; fails when it was another with the same token. */
  async isUsed({ token, digest }: UsedToken): Promise<boolean> {
    const used = (await this.#used()).get(token);
    if (!used || isOver(used)) return false;
    if (used.digest === digest) return true;
    throw new WireError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request',
    );
  }

  /** What is to be written together with its transaction. */
  async changes(used: UsedToken): Promise<Change[]> {
    const over = overIn(await this.#used());
    return [
      ...over.map(({ token }): Change => ({ type: 'del', key: keyOf(token) })),
      { type: 'put', key: keyOf(used.token), value: used },
    ];
  }

  /** After the transaction was written. */
  async remember(token: UsedToken): Promise<void> {
    const used = await this.#used();
    for (const old of overIn(used)) used.delete(old.token);
    used.set(token.token, token);
  }

  #used(): Promise<Map<string, UsedToken>> {
    this.#read ??= this.#readAll();
    return this.#read;
  }

  async #readAll(): Promise<Map<string, UsedToken>> {
    const all: UsedToken[] = [];
    for await (const value of this.#entries.createValueStream({})) all.push(UsedToken.parse(value));
    all.sort((a, b) => a.at - b.at);
    return new Map(all.map((used) => [used.token, used]));
  }
}

export const newToken = (token: string, items: unknown): UsedToken => ({
  token,
  digest: createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16),
  at: Date.now(),
});

const keyOf = (token: string) => `tag-${PLACE}~${token}`;
const isOver = ({ at }: UsedToken) => at < Date.now() - KEPT_MS;

/** The oldest are first. */
function overIn(used: ReadonlyMap<string, UsedToken>): UsedToken[] {
  const over: UsedToken[] = [];
  for (const each of used.values()) {
    if (!isOver(each)) break;
    over.push(each);
  }
  return over;
}
