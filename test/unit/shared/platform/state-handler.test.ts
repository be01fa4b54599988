import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { addLogFields } from '../../../../shared/platform/log-fields.ts';
import { newLogger } from '../../../../shared/platform/logger.ts';
import { stateHandler } from '../../../../shared/platform/state-handler.ts';
import { metricsIn } from '../../../support/embedded-metrics.ts';

const context = { awsRequestId: 'request-1' };

describe('stateHandler', () => {
  let logged: string;

  beforeEach(() => {
    logged = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      logged += line;
      return true;
    });
  });

  const lines = () => logged.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));

  it('gives the event to the task and its result to the caller, and tells how long it took', async () => {
    const handler = stateHandler('Validate', async (event) => {
      addLogFields({ jobId: 'b1' });
      newLogger({ task: 'x' }).info('half');
      return { saw: event };
    });

    expect(await handler(7, context)).toEqual({ saw: 7 });
    for (const line of lines()) {
      expect(line).toMatchObject({ jobId: 'b1', state: 'Validate', requestId: 'request-1' });
    }
    expect(metricsIn(logged).map(({ name }) => name)).toEqual(['StateLatency', 'StateLatency']);
  });

  it.each([
    [
      'by its name when it is of the contract',
      new InqueryError('BatchFileInvalid', 'Line 3.'),
      'BatchFileInvalid',
    ],
    ['as Internal when it is of anybody else’s', new TypeError('secret'), 'Internal'],
  ])('lets an error out as it is, and counts it %s', async (_, thrown, name) => {
    const handler = stateHandler('Validate', () => Promise.reject(thrown));

    await expect(handler({}, context)).rejects.toBe(thrown);

    expect(lines()).toMatchObject([{ message: 'step', error: name }]);
    expect(metricsIn(logged)).toContainEqual({
      ...{ namespace: 'Inquery', name: 'StateErrors', unit: 'Count', value: 1 },
      dimensions: { Deployment: 'inquery', Error: name },
    });
    expect(logged).not.toContain('secret');
  });

  it('gives a failure that passes the name that its machine retries, and tells nothing else of it', async () => {
    const thrown = Object.assign(new Error('secret'), { name: 'TimeoutError' });
    const handler = stateHandler('Validate', () => Promise.reject(thrown));

    const error = await handler({}, context).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'ServiceUnavailable' });
    expect(error).not.toHaveProperty('cause');
    expect(lines()).toMatchObject([
      { message: 'A task met an error.', cause: 'TimeoutError' },
      { message: 'step', error: 'ServiceUnavailable' },
    ]);
    expect(logged + Object(error).stack).not.toContain('secret');
  });
});
