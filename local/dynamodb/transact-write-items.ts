import { createRequire } from 'node:module';
import { WireError } from '../wire/json-service.ts';
import { answerOf, check, perform } from './call-dynalite.ts';
import { collectingStore } from './collecting-store.ts';
import { type DynaliteStore, lockKey } from './dynalite-store.ts';
import type { Change } from './entry-file.ts';
import { invalid, readTransaction, type TransactItem } from './transaction-request.ts';
import { newToken, type TransactionTokens } from './transaction-tokens.ts';

/** Why an item's part of a transaction was not carried out; `None` when it was not the reason. */
interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: unknown;
}

/** A part of the transaction and where its item lies; no key when the item has none that the table could have. */
interface Part {
  readonly item: TransactItem;
  readonly data: Keyed;
  readonly key: string | undefined;
}

interface Keyed {
  readonly TableName: string;
  readonly Key?: object;
  readonly Item?: object;
}

interface Keys {
  createKey(item: object, table: unknown): string;
  validateKey(key: object, table: unknown): unknown;
  validateItem(item: object, table: unknown): unknown;
}

/**
 * Writes up to 100 items, all or none: dynalite's own actions look at each item and say what they would write, and
 * when no condition fails it is written at once. Meanwhile no other write reaches the items: dynalite's actions lock
 * the same keys, and wait (on AWS either would be told of a conflict). What all items may weigh together is not
 * looked at.
 */
export async function transactWriteItems(
  store: DynaliteStore,
  tokens: TransactionTokens,
  input: unknown,
): Promise<object> {
  const { items, token } = readTransaction(input);
  const used = token === undefined ? undefined : newToken(token, items);
  const parts = await Promise.all(items.map((item) => partOf(store, item)));
  refuseDoubles(parts);
  const release = await lockAll(store, tokens, parts, token);
  try {
    if (used && (await tokens.isUsed(used))) return {};
    const changes = await changesOf(store, parts);
    await write(store, [...changes, ...(used ? await tokens.changes(used) : [])]);
    return {};
  } finally {
    release();
  }
}

async function partOf(store: DynaliteStore, item: TransactItem): Promise<Part> {
  // dynalite's own checks have looked at it.
  const data = check(store, item.action, item.input) as Keyed;
  const table = await answerOf((done) => store.getTable(data.TableName, done));
  // dynalite's own modules have no types.
  const keys = createRequire(import.meta.url)('dynalite/db/index.js') as Keys;
  const { Key = {}, Item } = data;
  const wrong = Item ? keys.validateItem(Item, table) : keys.validateKey(Key, table);
  return { item, data, key: wrong ? undefined : keys.createKey(Item ?? Key, table) };
}

function refuseDoubles(parts: readonly Part[]): void {
  const places = parts.flatMap(({ data, key }) => (key === undefined ? [] : [`${data.TableName}~${key}`]));
  if (new Set(places).size < places.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

/** Asks for all locks in one go, so that two transactions never wait for each other. */
async function lockAll(
  store: DynaliteStore,
  tokens: TransactionTokens,
  parts: readonly Part[],
  token: string | undefined,
): Promise<() => void> {
  const locks = parts.flatMap(({ data, key }) =>
    key === undefined ? [] : [lockKey(store.getItemDb(data.TableName), key)],
  );
  if (token !== undefined) locks.push(tokens.lock(token));
  const releases = await Promise.all(locks);
  return () => {
    for (const release of releases) release();
  };
}

/** Throws a TransactionCanceledException when a part cannot be carried out. */
async function changesOf(store: DynaliteStore, parts: readonly Part[]): Promise<Change[]> {
  const changes: Change[] = [];
  const reasons: Reason[] = [];
  for (const part of parts) {
    const noted: Change[] = [];
    reasons.push(await reasonAgainst(store, part, noted));
    if (part.item.kind !== 'ConditionCheck') changes.push(...noted);
  }
  if (reasons.every(({ Code }) => Code === 'None')) return changes;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new WireError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

async function reasonAgainst(store: DynaliteStore, part: Part, noted: Change[]): Promise<Reason> {
  const { item, data, key } = part;
  try {
    await perform(collectingStore(store, noted), item.action, data);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const { type, message } = error;
    if (type === 'ValidationException') return { Code: 'ValidationError', Message: message };
    if (type !== 'ConditionalCheckFailedException' || key === undefined) throw error;
    const found = item.tellsItem ? await itemAt(store, data.TableName, key) : undefined;
    return {
      Code: 'ConditionalCheckFailed',
      Message: message,
      ...(found !== undefined && { Item: found }),
    };
  }
}

/** Undefined when there is none. */
async function itemAt(store: DynaliteStore, table: string, key: string): Promise<unknown> {
  return answerOf((done) => store.getItemDb(table).get(key, done));
}

const write = (store: DynaliteStore, changes: readonly Change[]) =>
  answerOf((done) => store.db.batch(changes, done));
