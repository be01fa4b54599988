import { clockStrikes } from './clock.ts';
import { MODEL_STRIKES } from './model.ts';
import { PROCESS_STRIKES } from './processes.ts';
import { SERVICE_STRIKES } from './services.ts';
import type { Strike } from './strike.ts';

/** Everything that can befall a stack. */
export function allStrikes(): readonly Strike[] {
  return [...PROCESS_STRIKES, ...MODEL_STRIKES, ...SERVICE_STRIKES, ...clockStrikes()];
}
