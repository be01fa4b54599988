import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { placeholdersIn } from '../../cdk/placeholders.ts';
import type { CallService } from '../../local/step-functions/integrations/ports.ts';
import { runDefinition } from '../../local/step-functions/run-definition.ts';
import { PUBLISHED_EVENTS } from '../../shared/contracts/events.ts';
import { ExportEnding, ExportInput, ExportMessage } from '../../shared/contracts/exports.ts';
import { CheckSqlInput } from '../../shared/contracts/question-machine.ts';
import { sampleExport } from '../support/sample-export.ts';
import { substitution, TASK_CONTRACTS } from './support/task-contracts.ts';

const MACHINE = readFileSync(new URL('../../state-machines/export.asl.json', import.meta.url), 'utf8');
const SUBSTITUTIONS = Object.fromEntries(
  [...placeholdersIn(MACHINE)].map((name) => [name, substitution(name)]),
);

const { asked } = sampleExport();
const { sql: _sql, ...WITHOUT_SQL } = asked;
const QUESTION = {
  ...{ id: '01JC0000000000000000000002', question: 'q', source: 'northwind', mode: 'sql' as const },
  ...{ principalId: 'ana', roles: [], attributes: {}, askedAt: asked.askedAt },
};
const CHECKED = Object(TASK_CONTRACTS.Check?.reply);

interface World {
  /** What Check answers, or the error it ends with. */
  readonly check?: object;
  readonly checkError?: string;
  /** How the question that is asked first has ended. */
  readonly questionEnding?: object;
  /** The update of the record whose condition does not hold. */
  readonly refusedWrite?: 'Begin' | 'End';
}

/** Runs the deployed file; what it put on the queue and the bus, and how it ended the record, by their contracts. */
async function run(input: ExportInput, world: World = {}) {
  const messages: ExportMessage[] = [];
  const events: string[] = [];
  const endings: ExportEnding[] = [];
  const expiries: string[] = [];
  const callService: CallService = async ({ service, action, input: request }) => {
    if (service === 'sqs') messages.push(ExportMessage.parse(JSON.parse(String(request.MessageBody))));
    if (service === 'events') events.push(published(request));
    if (action === 'getItem') return { Item: { ending: { S: JSON.stringify(world.questionEnding ?? {}) } } };
    if (action === 'updateItem') {
      const values = Object(request.ExpressionAttributeValues);
      const write = ':ending' in values ? 'End' : 'Begin';
      if (write === world.refusedWrite)
        throw Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
      if (write === 'End') endings.push(ExportEnding.parse(JSON.parse(values[':ending'].S)));
      else {
        ExportInput.parse(JSON.parse(values[':asked'].S));
        expiries.push(values[':expires'].N);
      }
    }
    return {};
  };
  const invokeLambda = async (_: string, payload: unknown) => {
    CheckSqlInput.parse(payload);
    if (!world.checkError) return { payload: { ...CHECKED, ...world.check } };
    return { payload: { errorType: world.checkError, errorMessage: 'told' }, functionError: 'Unhandled' };
  };
  const outcome = await runDefinition(
    MACHINE,
    input,
    { callService, invokeLambda },
    {
      substitutions: SUBSTITUTIONS,
      executionName: input.id,
    },
  );
  const visited = outcome.history
    .filter(({ type }) => type.endsWith('StateEntered'))
    .map(({ details }) => String(details?.name));
  return { path: visited.join(' '), messages, events, endings, expiries, status: outcome.status };
}

function published(request: object): string {
  const [{ DetailType, Detail }] = Object(request).Entries;
  PUBLISHED_EVENTS[DetailType]?.parse(JSON.parse(Detail));
  return DetailType;
}

describe('Each path of the export machine', () => {
  it('puts checked SQL of an answered question on the queue', async () => {
    const { path, messages, events } = await run(asked);

    expect(path).toBe('Begin MayAsk Check MayRun Queue');
    expect(messages).toEqual([
      expect.objectContaining({ export: asked, sha256: CHECKED.sha256, estimatedRows: 1 }),
    ]);
    expect(events).toEqual([]);
  });

  it.each([
    ['as its question says', { retentionDays: 7 }, 7],
    ['30 days where nothing says it', {}, 30],
  ])('keeps the record of an export that had none %s', async (_, more, days) => {
    const { expiries } = await run({ ...asked, ...more });

    expect(expiries).toEqual([String(Math.floor(Date.parse(asked.askedAt) / 1_000) + days * 24 * 3_600)]);
  });

  it('asks a question first and exports the SQL it ended with', async () => {
    const input = { ...WITHOUT_SQL, question: QUESTION };

    const { path, messages } = await run(input, { questionEnding: { sql: 'SELECT 2' } });

    expect(path).toBe('Begin MayAsk Ask ReadQuestion IsWritten Check MayRun Queue');
    expect(messages[0]?.sql).toBe('SELECT 2');
  });

  it.each([
    ['its error', { error: { name: 'GuardrailBlocked', message: 'No.' } }, 'GuardrailBlocked'],
    ['what was unclear', { clarification: { question: 'Which?', choices: [] } }, 'NotAnswerable'],
    ['that there is nothing', { answer: 'Hello!' }, 'NotAnswerable'],
  ])('ends with %s when the question asked first has no SQL', async (_, questionEnding, name) => {
    const { path, endings, events } = await run({ ...WITHOUT_SQL, question: QUESTION }, { questionEnding });

    expect(path).toBe('Begin MayAsk Ask ReadQuestion IsWritten End Notify');
    expect(endings).toEqual([{ error: expect.objectContaining({ name }) }]);
    expect(events).toEqual(['Export Failed']);
  });

  it.each([
    ['UnsafeSql', 'UnsafeSql'],
    ['NotAuthorised', 'NotAuthorised'],
    ['DatabaseUnavailable', 'DatabaseUnavailable'],
    ['SomethingOfOurs', 'Internal'],
  ])('ends when Check fails with %s', async (checkError, name) => {
    const { path, endings, events } = await run(asked, { checkError });

    expect(path).toMatch(/^Begin MayAsk (Check ?)+ Fail End Notify$/);
    expect(endings).toEqual([{ error: expect.objectContaining({ name }) }]);
    expect(events).toEqual(['Export Failed']);
  });

  it('ends when it costs too much, unless an approver let this very SQL run', async () => {
    const gate = {
      ...{ verdict: 'approve', reason: 'big', estimatedCost: 9, estimatedRows: 9 },
      expirySeconds: 60,
    };

    const refused = await run(asked, { check: { gate } });
    const other = await run({ ...asked, approvedSha256: 'b'.repeat(64) }, { check: { gate } });
    const approved = await run({ ...asked, approvedSha256: CHECKED.sha256 }, { check: { gate } });

    expect(refused.endings).toEqual([{ error: expect.objectContaining({ name: 'TooExpensive' }) }]);
    expect([refused.messages, other.messages]).toEqual([[], []]);
    expect(approved.messages).toHaveLength(1);
  });

  it.each([
    ['Begin', {}, 'Begin AlreadyEnded'],
    ['End', { checkError: 'UnsafeSql' }, 'Begin MayAsk Check Fail End AlreadyEnded'],
  ] as const)('stops at %s when the export has ended meanwhile', async (refusedWrite, world, path) => {
    const stopped = await run(asked, { ...world, refusedWrite });

    expect(stopped.path).toBe(path);
    expect([stopped.status, stopped.events]).toEqual(['FAILED', []]);
  });
});
