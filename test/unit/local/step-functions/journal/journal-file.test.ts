import { closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctions,
} from '../../../../../local/step-functions/create-step-functions.ts';
import { openJournal } from '../../../../../local/step-functions/journal/sqlite-journal.ts';
import { startWireServer } from '../../../../../local/wire/wire-server.ts';
import { clientSettings } from '../../support/aws-client-settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { invoke, machine } from '../cases/language-case.ts';
import { copyJournal, journalIn } from './observed-journal.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const DEFINITION = JSON.stringify(
  machine({ A: invoke('f', '{% $states.input %}', { Next: 'B' }), B: invoke('f', 2) }),
);

let dir: string;
let path: string;
let failures: unknown[];
/** Told by status change events. */
let told: string[];
/** Lets the call of a function that waits return. */
let answers: (() => void)[];
const made: StepFunctions[] = [];

beforeEach(async () => {
  dir = await temporaryFolder();
  path = join(dir, 'journal.sqlite');
  failures = [];
  told = [];
  answers = [];
});

afterEach(() => {
  for (const each of made.splice(0)) each.close();
});

function interpreter(
  journal = openJournal(path, (error) => failures.push(error)),
  retention = { executions: 99, events: 9999 },
) {
  const stepFunctions = createStepFunctions({
    journal,
    retention,
    publish: ({ detail }) => void told.push(detail.status),
    integrations: {
      invokeLambda: (_name, payload) =>
        new Promise((resolve) => {
          const answer = () => resolve({ payload });
          if (Object(payload).waits) answers.push(answer);
          else answer();
        }),
    },
  });
  made.push(stepFunctions);
  stepFunctions.createStateMachine({ name: 'm', definition: DEFINITION });
  return stepFunctions;
}

const run = (stepFunctions: StepFunctions, name: string, input: unknown = {}) =>
  stepFunctions.startExecution({ stateMachineArn: ARN, name, input: JSON.stringify(input) });

/** A disk without room, as SQLite reports it, until it is called off. */
function fillDisk(): () => void {
  const other = new DatabaseSync(path);
  const tables = ['executions', 'entries'];
  for (const table of tables)
    other.exec(`CREATE TRIGGER full_${table} BEFORE INSERT ON ${table}
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  return () => {
    for (const table of tables) other.exec(`DROP TRIGGER full_${table}`);
    other.close();
  };
}

describe('a journal that cannot be written', () => {
  it('refuses a start, over the wire as a fault of the service, and takes it when there is room again', async () => {
    const stepFunctions = interpreter();
    const server = await startWireServer([stepFunctions.service], 0);
    const client = new SFNClient({ ...clientSettings(server.url), maxAttempts: 1 });
    const makeRoom = fillDisk();

    const refused = client.send(
      new StartExecutionCommand({ stateMachineArn: ARN, name: 'one', input: '{}' }),
    );

    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('database or disk is full'),
      $metadata: { httpStatusCode: 500 },
    });
    makeRoom();
    expect(await run(stepFunctions, 'one').ended).toMatchObject({ status: 'SUCCEEDED' });
    client.destroy();
    await server.close();
  });

  it('fails the executions that come to a transition, and has their ends once there is room', async () => {
    const stepFunctions = interpreter();
    const { ended, executionArn } = run(stepFunctions, 'one', { waits: true });
    await until(() => answers.length > 0);
    const makeRoom = fillDisk();
    answers[0]?.();

    const outcome = await ended;

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(outcome.cause).toContain('database or disk is full');
    expect(failures).toHaveLength(1);
    expect(told).toEqual(['RUNNING']);
    makeRoom();
    stepFunctions.close();
    expect(told).toEqual(['RUNNING', 'FAILED']);
    const second = interpreter();
    expect(second.resume()).toBe(0);
    expect(second.execution(executionArn)).toMatchObject({ status: 'FAILED' });
    expect(second.execution(executionArn).history.events.at(-1)?.type).toBe('ExecutionFailed');
  });
});

describe('a journal file', () => {
  it.each([
    ['is not one', () => writeFileSync(path, 'x'.repeat(8192)), 'npm run reset'],
    ['has pages overwritten', () => overwrite(path), 'npm run reset'],
    ['is of another version', () => setVersion(99), 'npm run reset'],
    ['is a folder', () => (path = dir), 'could not be used'],
  ])('that %s is refused with what to do', async (_what, damage, advice) => {
    const stepFunctions = interpreter();
    for (let each = 0; each < 20; each++)
      await run(stepFunctions, `e${each}`, { text: 'x'.repeat(2000) }).ended;
    stepFunctions.close();
    damage();

    expect(() => interpreter()).toThrow(advice);
  });

  it('of which the last write is torn goes on from the write before', async () => {
    const first = interpreter();
    const { executionArn } = run(first, 'one', { waits: true });
    await until(() => answers.length > 0);
    copyJournal(dir, 'journal', 'torn');
    const log = join(dir, 'torn.sqlite-wal');
    truncateSync(log, statSync(log).size - 100);
    const second = interpreter(journalIn(dir, 'torn'));

    second.resume();
    await until(() => answers.length > 1);
    answers[1]?.();
    const { ended } = second.execution(executionArn);

    expect(await ended).toMatchObject({ status: 'SUCCEEDED', output: expect.stringContaining('2') });
  });

  it('does not grow without bound: what is forgotten goes', async () => {
    const stepFunctions = interpreter(undefined, { executions: 10, events: 9999 });
    for (let each = 0; each < 200; each++) await run(stepFunctions, `e${each}`).ended;
    stepFunctions.close();

    const file = new DatabaseSync(path);
    const { executions } = Object(file.prepare('SELECT count(*) AS executions FROM executions').get());
    file.close();

    // They go 64 at a time.
    expect(executions).toBeLessThan(10 + 64);
  });
});

/** All but the first page. */
function overwrite(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(statSync(file).size - 4096, 7), 0, null, 4096);
  closeSync(handle);
}

function setVersion(version: number): void {
  const file = new DatabaseSync(path);
  file.exec(`PRAGMA user_version = ${version}`);
  file.close();
}
