import { describe, expect, it } from '@jest/globals';
import { readPrompt } from '../../../../shared/prompts/file-prompts.ts';
import { ADMIN, ANALYST, CURATOR, createFakeHttpApi } from '../../../support/fake-http-api.ts';
import { CLASSIFIED, failing, putRun, RETRIEVED, SQL, WRITTEN, written } from './recorded-run.ts';

const RUN = [
  ...[CLASSIFIED, RETRIEVED, WRITTEN, failing('Check', 'UnknownColumn')],
  ...[written('Reflect', 'SELECT 2'), { state: 'Check' }, { state: 'Execute' }, { state: 'Explain' }],
];
const ANSWER = { answer: 'So.', sql: 'SELECT 2', assumptions: [], confidence: 0.6 };
const { system, template } = readPrompt('sql-postgres');
const PROMPT = `Mind the gap.\n${system}\n---\n${template}`;

function answered(changes: Parameters<typeof putRun>[3] = {}) {
  const api = createFakeHttpApi();
  const of = putRun(api, 'ANSWERED', RUN, { ending: ANSWER, ...changes });
  const replay = (body: object, principal = ADMIN) =>
    api.call('POST', `/v1/questions/${of.id}/replay`, { body, principal });
  return { api, of, replay };
}

describe('POST /v1/questions/{id}/replay', () => {
  it.each([
    ['Match', undefined],
    ['Understand', 'Understand'],
    ['Retrieve', 'Retrieve'],
    ['Generate', 'Generate'],
    ['Reflect', 'Reflect'],
    ['Check', 'Check'],
    ['Execute', 'Check'],
    ['Explain', 'Check'],
  ])('from %s enters at %s', async (from, state) => {
    const { api, of, replay } = answered();

    const { status, body } = await replay({ from }, ANALYST);

    const job = await api.jobs.find(body.id);
    expect({ status, replayOf: job?.replayOf, state: job?.entry?.state }).toEqual({
      status: 202,
      replayOf: of.id,
      state,
    });
  });

  it('checks again the SQL that answered, and puts the answer without a model unless that is what is tried', async () => {
    const { api, replay } = answered();

    const [check, explain] = [await replay({ from: 'Check' }), await replay({ from: 'Explain' })];

    expect((await api.jobs.find(check.body.id))?.entry).toMatchObject({ sql: 'SELECT 2', plain: true });
    expect((await api.jobs.find(explain.body.id))?.entry).toMatchObject({ sql: 'SELECT 2', plain: false });
  });

  it('mends anew from the attempts that came to nothing', async () => {
    const { api, replay } = answered();

    const { body } = await replay({ from: 'Reflect' });

    const job = await api.jobs.find(body.id);
    expect(job?.entry?.attempt).toBe(2);
    expect(job?.steps).toMatchObject([{ state: 'Enter', sql: SQL, error: { name: 'UnknownColumn' } }]);
  });

  it('keeps a prompt and a model in a file of its own that tasks read', async () => {
    const { api, replay } = answered();

    const { body } = await replay({
      from: 'Generate',
      with: { prompt: PROMPT, model: 'anthropic.claude-test' },
    });

    const changesKey = `jobs/${body.id}/changes.json`;
    expect(body).toMatchObject({ enteredAt: 'Generate' });
    expect(JSON.parse(api.objects.get(changesKey) ?? '')).toEqual({
      prompts: { 'sql-postgres': PROMPT },
      models: { sql: 'anthropic.claude-test' },
    });
    expect(api.executions.started).toEqual([expect.objectContaining({ changesKey })]);
  });

  it('shows the model another schema, or more of it', async () => {
    const { api, replay } = answered();

    const { body } = await replay({ from: 'Generate', with: { context: { extend: '-- Net of tax.' } } });

    const { contextKey = '' } = (await api.jobs.find(body.id))?.entry ?? {};
    expect(contextKey).toBe(`jobs/${body.id}/context.json`);
    expect(JSON.parse(api.objects.get(contextKey) ?? '').schema).toBe(
      'CREATE TABLE orders (id int8);\n-- Net of tax.',
    );
  });

  it.each([
    ['a prompt that lacks a block', 'Generate', { prompt: 'Write SQL.\n---\nNo blocks.' }, 'with.prompt'],
    ['a prompt of a state that sends none', 'Check', { prompt: PROMPT }, 'with.prompt'],
    ['a model that is not configured', 'Generate', { model: 'unknown' }, 'with.model'],
    ['a model of a state that asks none', 'Retrieve', { model: 'anthropic.claude-test' }, 'with.model'],
    ['a schema of a state that is shown none', 'Explain', { context: { extend: 'x' } }, 'with.context'],
    ['no change at all', 'Generate', {}, 'with'],
    ['two schemas', 'Generate', { context: { schema: 'x', extend: 'y' } }, 'with.context'],
  ])('refuses %s', async (_, from, changes, field) => {
    const { replay } = answered();

    const { status, body } = await replay({ from, with: changes });

    expect({ status, fields: body.errors.map((error: { field: string }) => error.field) }).toEqual({
      status: 400,
      fields: [field],
    });
  });

  it.each([
    ['the question never came to that state', 'Factors', {}],
    ['it has not ended', 'Match', { status: 'RUNNING' as const }],
  ])('is refused where %s', async (_, from, changes) => {
    const { replay } = answered(changes);

    expect(await replay({ from })).toMatchObject({ status: 409, body: { title: 'NothingRecorded' } });
  });

  it('lets nothing that its guardrail stopped, or never let pass, go on behind it', async () => {
    const api = createFakeHttpApi();
    const stopped = [failing('ApplyGuardrail', 'GuardrailBlocked'), CLASSIFIED, RETRIEVED, WRITTEN];
    const { id } = putRun(api, 'REFUSED', stopped);
    const replay = (from: string) => api.call('POST', `/v1/questions/${id}/replay`, { body: { from } });

    const [retrieve, check] = [await replay('Retrieve'), await replay('Check')];
    const understand = await replay('Understand');

    expect([retrieve, check]).toMatchObject(
      Array(2).fill({ status: 409, body: { title: 'NothingRecorded' } }),
    );
    expect(understand).toMatchObject({ status: 202, body: { enteredAt: 'Understand' } });
  });

  it('takes changes from curators and admins only', async () => {
    const { replay } = answered({ principal: ANALYST });
    const own = answered({ principal: CURATOR });
    const body = { from: 'Generate', with: { prompt: PROMPT } };

    expect(await replay(body, ANALYST)).toMatchObject({ status: 403 });
    expect(await replay(body, CURATOR)).toMatchObject({ status: 404 });
    expect(await own.replay(body, CURATOR)).toMatchObject({ status: 202 });
  });

  it('exports nothing, and nothing can be exported or approved of it', async () => {
    const { api, replay } = answered({
      mode: 'export',
      export: { id: '01JC0000000000000000000001', retentionDays: 30 },
    });
    const { body } = await replay({ from: 'Check' }, ANALYST);
    const job = await api.jobs.find(body.id);
    if (job) api.jobs.put({ ...job, status: 'ANSWERED', ending: ANSWER });

    const path = `/v1/questions/${body.id}`;
    const feedback = await api.call('POST', `${path}/feedback`, { body: { verdict: 'approve' } });
    const exported = await api.call('POST', '/v1/exports', { body: { questionId: body.id } });

    expect(job).toMatchObject({ mode: 'answer' });
    expect(job).not.toHaveProperty('export');
    expect(feedback).toMatchObject({ status: 409, body: { title: 'NotJudgeable' } });
    expect(exported).toMatchObject({ status: 409, body: { title: 'NothingToExport' } });
  });
});
