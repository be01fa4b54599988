import { join } from 'node:path';
import { STATE_DIR } from '../state-dir.ts';
import { readAssembly } from '../template/read-assembly.ts';
import { synthesise } from '../template/synthesise.ts';
import type { Template } from '../template/template.ts';

/** The project's root: what the CDK app and the task folders are relative to. */
export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/** The CDK app's template, synthesised when it changed since the last time; all stacks of a checkout share it. */
export async function loadTemplate(): Promise<Template> {
  return readAssembly(await synthesise(PROJECT_ROOT, join(STATE_DIR, 'synth')));
}
