import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the condition gives a value, or fails after five seconds. */
export async function until<Value>(condition: () => Value | undefined | false): Promise<Value> {
  const deadline = Date.now() + 5_000;
  while (Date.now() < deadline) {
    const value = condition();
    if (value !== undefined && value !== false) return value;
    await delay(10);
  }
  throw new Error('Waited five seconds in vain');
}
