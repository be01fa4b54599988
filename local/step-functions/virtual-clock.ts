import type { Clock } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/**
 * A clock for tests: whenever nothing is left to run but timers, it jumps to the next one. A task that
 * does real I/O looks idle to it and would time out: give such a test the system clock.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();
  #advancing = false;

  constructor(startMs: number = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  setTimer(ms: number, fire: () => void): () => void {
    const timer = { at: this.#now + ms, fire };
    this.#timers.add(timer);
    this.#advance();
    return () => this.#timers.delete(timer);
  }

  /** A promise that resolves after `ms` of this clock's time: lets a fake task take its time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(ms, resolve));
  }

  #advance(): void {
    if (this.#advancing) return;
    this.#advancing = true;
    // Two turns of the event loop let every promise that can settle do so first.
    setImmediate(() => setImmediate(() => this.#fireNext()));
  }

  #fireNext(): void {
    this.#advancing = false;
    const next = [...this.#timers].reduce<Timer | undefined>(
      (first, timer) => (first && first.at <= timer.at ? first : timer),
      undefined,
    );
    if (!next) return;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.fire();
    if (this.#timers.size > 0) this.#advance();
  }
}
