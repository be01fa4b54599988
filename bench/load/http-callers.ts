import { httpCaller, turnedAway } from './http-caller.ts';
import { type Outcome, offerLoad } from './offered-load.ts';

/** A process of callers over HTTP: `http-callers.ts URL CALLERS SECONDS QUESTION`; prints what it has measured. */
const [url = '', callers = '', seconds = '', question = ''] = process.argv.slice(2);
const WAIT_SECONDS = 20;
const caller = httpCaller(url);

async function ask(): Promise<Outcome> {
  try {
    const response = await caller.ask(question, WAIT_SECONDS);
    return turnedAway(response) ?? (await caller.endOf(response));
  } catch {
    return { kind: 'failed' };
  }
}

process.stdout.write(JSON.stringify(await offerLoad(Number(callers), Number(seconds), ask)));
