import type { Clock } from '../../local/step-functions/clock.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that stands still until it is told the time, and fires what lies on the way in order, each at its own time. */
export class SteppingClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  setTimer(ms: number, fire: () => void): () => void {
    const timer = { at: this.#now + ms, fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  goTo(time: string): void {
    const end = Date.parse(time);
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    this.#now = end;
  }

  #next(end: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    return due[0];
  }
}
