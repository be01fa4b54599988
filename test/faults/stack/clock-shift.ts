import { readFileSync } from 'node:fs';

/**
 * Preloaded (`--import`) into every process of a stack under test: sets `Date` forward or back by the milliseconds in
 * the file that CLOCK_SHIFT_FILE names, while the process runs. Timers and `performance` go on as they are, as when
 * somebody sets a machine's clock.
 */
const LOOK_EVERY_MS = 50;

const file = process.env.CLOCK_SHIFT_FILE;
const realNow = Date.now.bind(Date);
let shift = 0;

const look = () => {
  try {
    shift = Number(readFileSync(file ?? '', 'utf8')) || 0;
  } catch {
    // Not there until the clock is first set.
  }
};

if (file) {
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  const now = () => realNow() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
