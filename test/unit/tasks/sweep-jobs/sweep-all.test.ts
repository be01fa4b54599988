import { expect, it } from '@jest/globals';
import type { PublishedEvent } from '../../../../shared/notifications/eventbridge-publisher.ts';
import { questionEvent } from '../../../../shared/notifications/question-event.ts';
import { sweepAll } from '../../../../tasks/sweep-jobs/sweep-all.ts';
import type { SweptKind } from '../../../../tasks/sweep-jobs/sweeps.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';
import { sampleJob } from '../../../support/sample-job.ts';

const fails = () => Promise.reject(new Error('not to be read'));

it('A kind that cannot be listed, and one thing that cannot be put right, keep nothing else', async () => {
  const { logger, lines } = createFakeLogger();
  const published: PublishedEvent[] = [];
  const owed = questionEvent(sampleJob({ status: 'CANCELLED' }));
  const kinds: SweptKind[] = [
    { kind: 'questions', list: fails },
    {
      kind: 'refreshes',
      list: async () => [
        { about: { source: 'shop' }, putRight: fails },
        { about: { source: 'crm' }, putRight: async () => owed },
      ],
    },
  ];

  const swept = sweepAll(kinds, '2026-01-01T00:00:00.000Z', {
    publish: async (event) => void published.push(event),
    logger,
  });

  await expect(swept).rejects.toThrow('Not swept: questions.');
  expect(published).toEqual([owed]);
  expect(lines).toMatchObject([
    { level: 'error', kind: 'questions' },
    { level: 'error', kind: 'refreshes', source: 'shop' },
    { level: 'info', refreshes: 2 },
  ]);
});
