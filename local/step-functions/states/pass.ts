import type { PassDefinition } from '../definition/definition.ts';
import type { State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import type { Place } from './compiler.ts';

export function compilePass(definition: PassDefinition, place: Place): State {
  const leaving = place.leaving(definition);
  return { type: 'Pass', run: (visit) => leave(visit, leaving, visit.input) };
}
