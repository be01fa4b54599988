import { exchangeKey } from './exchange-key.ts';
import { type AskedModel, KeptExchange } from './kept-exchange.ts';
import type { Run, TaskPorts } from './task-run.ts';

/** A run that begins so soon after its state was entered is the first of its visit: nothing is looked for. */
const FIRST_MS = 1_000;

/**
 * Files what was said as soon as it was: a run that is killed from then on need not be paid for again. What earlier
 * runs had filed and this one has not taken yet stays on file, before its own.
 */
export function fileExchange(run: Run, { exchanges }: TaskPorts, exchange: object): void {
  run.exchanges.push({ ...exchange, startedAt: run.startedAt.toISOString() });
  if (!exchanges) return;
  const { job, step } = run.event;
  const own = [...run.exchanges];
  run.filed = run.filed.then(async () => {
    const said = [...((await run.earlier) ?? []), ...own];
    const text = JSON.stringify(said.length === 1 ? said[0] : said);
    await exchanges.put(exchangeKey(job.id, step), text, 'application/json');
  });
  // It may fail before anyone waits for it.
  run.filed.catch(() => undefined);
}

/**
 * The reply to the very same words that is on file of this visit: an earlier run, which was killed, has paid for it.
 * This one is then that run going on, and has its beginning: what both record is counted once.
 */
export async function recallReply(run: Run, ports: TaskPorts, asked: AskedModel) {
  run.earlier ??= earlierExchanges(run, ports);
  const earlier = await run.earlier;
  const found = earlier.find(
    ({ used, system, prompt }) => used === asked.used && system === asked.system && prompt === asked.prompt,
  );
  if (!found) return undefined;
  earlier.splice(earlier.indexOf(found), 1);
  run.startedAt = new Date(found.startedAt);
  return { tool: found.reply.tool, input: found.reply.input, use: found.use };
}

async function earlierExchanges(
  { event, startedAt }: Run,
  { exchanges }: TaskPorts,
): Promise<KeptExchange[]> {
  const { job, step } = event;
  if (!exchanges || startedAt.getTime() - Date.parse(step.enteredAt) < FIRST_MS) return [];
  const text = await exchanges.getText(exchangeKey(job.id, step));
  const filed: unknown[] = text === undefined ? [] : [JSON.parse(text)].flat();
  return filed.flatMap((each) => KeptExchange.safeParse(each).data ?? []);
}
