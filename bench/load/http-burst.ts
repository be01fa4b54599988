import { httpCaller, turnedAway } from './http-caller.ts';
import type { LoadMeasured } from './offered-load.ts';

/**
 * A process that posts questions as fast as they are taken and waits for none: `http-burst.ts URL CONNECTIONS QUESTIONS
 * QUESTION`. It then looks what became of those that were accepted, and prints what it has measured: an answer's time
 * is that from its acceptance until somebody who asks for each in turn has it.
 */
const [url = '', connections = '', questions = '', question = ''] = process.argv.slice(2);
/** Looking must not be the load. */
const LOOKING = 4;

const caller = httpCaller(url);
const measured: LoadMeasured = { answeredMs: [], lost: 0, turnedAway: 0, failed: 0, wallMs: 0 };
const accepted: { response: Response; at: number }[] = [];
const startedAt = performance.now();

async function post(): Promise<void> {
  const response = await caller.ask(question).catch(() => undefined);
  if (!response || response.status >= 500) measured.failed += 1;
  else if (turnedAway(response)) measured.turnedAway += 1;
  else accepted.push({ response, at: performance.now() });
}

async function look({ response, at }: { response: Response; at: number }): Promise<void> {
  const { kind } = await caller.endOf(response).catch(() => ({ kind: 'failed' as const }));
  if (kind === 'answered') measured.answeredMs.push(performance.now() - at);
  else measured[kind === 'failed' ? 'failed' : 'lost'] += 1;
}

/** So many at once until there is none left. */
async function inTurn<Item>(
  atOnce: number,
  items: Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

await inTurn(Number(connections), Array.from({ length: Number(questions) }), post);
await inTurn(LOOKING, accepted, look);
measured.wallMs = performance.now() - startedAt;
process.stdout.write(JSON.stringify(measured));
