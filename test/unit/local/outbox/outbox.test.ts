import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEventBuses, type EventBuses } from '../../../../local/eventbridge/bus.ts';
import { openOutbox } from '../../../../local/outbox/open-outbox.ts';
import type { Outbox } from '../../../../local/outbox/outbox.ts';
import type { LocalRule } from '../../../../local/template/resources/events.ts';
import { fixtureFunctions, localFunction } from '../lambda/fixtures/local-functions.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:batch';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:events';

const rules: LocalRule[] = [
  {
    name: 'all',
    arn: 'arn:aws:events:us-east-1:000000000000:rule/all',
    busName: 'inquery',
    pattern: { source: ['inquery'] },
    targets: [
      { Id: 'queue', Arn: QUEUE },
      { Id: 'machine', Arn: MACHINE },
    ],
  },
];

let path: string;
let outbox: Outbox;
let delivered: string[];
/** What makes deliveries hang, as they do when their process is killed. */
let hangs: boolean;
let buses: EventBuses | undefined;

beforeEach(async () => {
  path = join(await temporaryFolder(), 'outbox.sqlite');
  outbox = openOutbox(path);
  [delivered, hangs] = [[], false];
});

afterEach(() => {
  buses?.close();
  outbox.close();
});

const take = (what: string) => {
  delivered.push(what);
  return hangs ? new Promise<void>(() => {}) : Promise.resolve();
};

function busesWith(current: readonly LocalRule[]): EventBuses {
  buses = createEventBuses({
    busNames: ['inquery'],
    rules: current,
    targets: {
      invokeLambda: async () => {},
      sendToQueue: (_arn, body) => take(`queue ${JSON.parse(body).detail.n}`),
      startExecution: (_arn, _input, name) => take(`machine ${name}`),
      putOnBus: async () => {},
    },
    onFailure: () => {},
    outbox,
  });
  return buses;
}

/** The file closed and opened again: what was not done is left in it. */
function reopen(): void {
  outbox.close();
  outbox = openOutbox(path);
}

const publish = (n: number) =>
  buses?.publish('inquery', { source: 'inquery', detailType: 'Test', detail: { n } });

describe('an event that was accepted', () => {
  it('is delivered by the next process when this one was killed, under the same names', async () => {
    hangs = true;
    busesWith(rules);
    publish(1);
    const [, machine] = delivered;
    reopen();
    [delivered, hangs] = [[], false];

    busesWith(rules).start();

    await until(() => outbox.left('delivery').length === 0);
    expect(delivered).toEqual(['queue 1', machine]);
  });

  it('is forgotten once it is delivered', async () => {
    busesWith(rules);
    publish(1);
    await until(() => outbox.left('delivery').length === 0);
    reopen();
    delivered = [];

    busesWith(rules).start();

    expect(delivered).toEqual([]);
  });

  it('is dropped when its rule is gone', () => {
    hangs = true;
    busesWith(rules);
    publish(1);
    reopen();

    busesWith([]).start();

    expect(outbox.left('delivery')).toEqual([]);
  });

  it('is refused when it cannot be kept', () => {
    busesWith(rules);
    const other = new DatabaseSync(path);
    other.exec(`CREATE TRIGGER full BEFORE INSERT ON accepted
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
    other.close();

    expect(() => publish(1)).toThrow('database or disk is full');
    expect(delivered).toEqual([]);
  });
});

describe('an asynchronous invocation that was accepted', () => {
  const actor = [localFunction('actor', 'act', { timeoutSeconds: 60 })];

  it('runs in the next process when this one stopped before its end', async () => {
    const first = fixtureFunctions(actor, { outbox });
    first.invokeAsync('actor', { act: 'hang' });
    await until(() => first.pidOf('actor'));
    await first.close();
    reopen();
    const second = fixtureFunctions(actor, { outbox });

    second.resume();

    expect(outbox.left('invocation')).toMatchObject([{ body: { name: 'actor', payload: { act: 'hang' } } }]);
    expect(await until(() => second.pidOf('actor'))).toBeGreaterThan(0);
    await second.close();
  });

  it('is forgotten when it has ended', async () => {
    const functions = fixtureFunctions(actor, { outbox });

    functions.invokeAsync('actor', {});

    expect(outbox.left('invocation')).toHaveLength(1);
    await until(() => outbox.left('invocation').length === 0);
    await functions.close();
  });
});

it('a damaged outbox says what to do', () => {
  outbox.close();
  writeFileSync(path, 'x'.repeat(8192));

  expect(() => openOutbox(path)).toThrow('npm run reset');

  outbox = openOutbox(`${path}.new`);
});
