import { describe, expect, it } from '@jest/globals';
import { type Admission, createAdmission } from '../../../../local/api-gateway/admission.ts';

let time = 0;

/** As many calls as are let in, at once; they end after that many milliseconds. */
function fill(admission: Admission, ms: number): number {
  const leave: (() => void)[] = [];
  for (let left = admission.enter(); left; left = admission.enter()) leave.push(left);
  time += ms;
  for (const each of leave) each();
  return leave.length;
}

function fillOften(admission: Admission, ms: number): number {
  let last = 0;
  for (let times = 0; times < 50; times++) last = fill(admission, ms);
  return last;
}

describe('admission', () => {
  it('lets more in while they are answered in time, and fewer while they are not, but always some', () => {
    const admission = createAdmission({ now: () => time });
    const first = fill(admission, 50);

    const later = fillOften(admission, 50);
    const slow = fillOften(admission, 28_000);
    const again = fillOften(admission, 50);

    expect(first).toBe(160);
    expect(later).toBeGreaterThan(first);
    expect(slow).toBe(16);
    expect(again).toBeGreaterThan(slow);
  });

  it('lets the next in once one has ended', () => {
    const admission = createAdmission({ now: () => time });
    const leave = Array.from({ length: 160 }, () => admission.enter());

    expect(admission.enter()).toBeUndefined();
    leave[0]?.();
    expect(admission.enter()).toBeDefined();
  });

  it('lets none in while a thousand calls of what was accepted wait for their turn', () => {
    let waiting = 999;
    const admission = createAdmission({ waiting: () => waiting });

    expect(admission.enter()).toBeDefined();
    waiting = 1_000;
    expect(admission.enter()).toBeUndefined();
    waiting = 999;
    expect(admission.enter()).toBeDefined();
  });
});
