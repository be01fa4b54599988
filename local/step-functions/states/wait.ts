import type { WaitDefinition } from '../definition/definition.ts';
import type { State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import { sleep } from '../execution/sleep.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { Place } from './compiler.ts';

const MAX_SECONDS = 99_999_999;

export function compileWait(definition: WaitDefinition, place: Place): State {
  const leaving = place.leaving(definition);
  const seconds = place.template(definition.Seconds, 'Seconds');
  const timestamp = place.template(definition.Timestamp, 'Timestamp');
  return {
    type: 'Wait',
    async run(visit) {
      const { thread, resumed } = visit;
      const { clock } = thread.run;
      const wake =
        resumed?.wake ?? (seconds ? await afterSeconds(visit, seconds) : await untilMs(visit, timestamp));
      if (resumed?.wake === undefined) thread.note({ wake });
      thread.flush();
      await sleep(clock, Math.max(0, wake - clock.now()), thread.cancellation);
      return leave(visit, leaving, visit.input);
    },
  };
}

async function afterSeconds(visit: Visit, template: Template): Promise<number> {
  const seconds = await visit.evaluateAs(template, 'Seconds', `number from 0 to ${MAX_SECONDS}`, isSeconds);
  return visit.thread.run.clock.now() + seconds * 1000;
}

async function untilMs(visit: Visit, template: Template | undefined): Promise<number> {
  if (!template) return 0;
  const timestamp = await visit.evaluateAs(template, 'Timestamp', 'RFC 3339 timestamp', isTimestamp);
  return Date.parse(timestamp);
}

function isSeconds(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_SECONDS;
}

function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value));
}
