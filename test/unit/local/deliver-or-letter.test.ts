import { describe, expect, it } from '@jest/globals';
import { type Delivery, deliverOrLetter, letterExtras } from '../../../local/deliver-or-letter.ts';

const full = () => new Error('ENOSPC: no space left on device, write');
const letter = (cause: unknown) => ({
  queueArn: 'arn:aws:sqs:::letters',
  body: 'the input',
  extras: letterExtras({ TARGET: 'machine' }, cause),
});

/** What becomes of a delivery that is not tried again; tells of letters, and fails each call as it is told. */
async function outcomeOf(changes: Partial<Delivery>, failures: { send?: Error[]; queue?: Error[] }) {
  const seen = { sent: 0, letters: [] as unknown[] };
  await deliverOrLetter({
    ...{ retries: 0, firstDelayMs: 1, letter, signal: new AbortController().signal },
    send: async () => {
      const failure = failures.send?.shift();
      if (failure) throw failure;
      seen.sent += 1;
    },
    sendToQueue: async (...message) => {
      const failure = failures.queue?.shift();
      if (failure) throw failure;
      seen.letters.push(message);
    },
    ...changes,
  });
  return seen;
}

const LETTER = [
  'arn:aws:sqs:::letters',
  'the input',
  {
    MessageAttributes: {
      TARGET: { DataType: 'String', StringValue: 'machine' },
      ERROR_MESSAGE: { DataType: 'String', StringValue: 'busy' },
    },
  },
];

describe('a delivery', () => {
  it('waits for room on a full disk, which is no failure of a try', async () => {
    expect(await outcomeOf({}, { send: [full()] })).toEqual({ sent: 1, letters: [] });
  });

  it('is tried again, then leaves its letter, which waits for room too', async () => {
    const failures = { send: [new Error('late'), new Error('busy')], queue: [full()] };
    expect(await outcomeOf({ retries: 1 }, failures)).toEqual({ sent: 0, letters: [LETTER] });
  });

  it('fails with what stands in the place of a letter', async () => {
    const none = (cause: unknown) => {
      throw new Error('It never came', { cause });
    };
    await expect(outcomeOf({ letter: none }, { send: [full(), new Error('busy')] })).rejects.toThrow(
      'It never came',
    );
  });

  it.each([
    ['while its last try waits for room', full()],
    ['in the middle of its last try', new Error('The connection was closed')],
  ])('leaves no letter when it is called off %s', async (_when, failure) => {
    const letters: unknown[] = [];
    const stopping = new AbortController();
    const send = async () => {
      stopping.abort(new Error('The stack stops'));
      throw failure;
    };
    const noLetter = (cause: unknown) => {
      letters.push(cause);
      return undefined;
    };
    await expect(outcomeOf({ send, letter: noLetter, signal: stopping.signal }, {})).rejects.toThrow();
    expect(letters).toEqual([]);
  });
});
