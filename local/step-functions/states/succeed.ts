import type { SucceedDefinition } from '../definition/definition.ts';
import type { State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import type { Place } from './compiler.ts';

export function compileSucceed({ Output }: SucceedDefinition, place: Place): State {
  const leaving = place.leaving({ Output });
  return { type: 'Succeed', run: (visit) => leave(visit, leaving, visit.input) };
}
