import { closeSync, openSync, writeSync } from 'node:fs';
import type { ModelCall } from '../../../local/bedrock/model-gateway.ts';
import { promptKey } from './prompt-key.ts';

export interface PromptFile {
  /** Writes a prompt down, once. */
  add(call: ModelCall): void;
  readonly count: () => number;
  close(): void;
}

/** Prompts that wait for a reply, as JSON lines {key, model, request}; what was in the file is replaced. */
export function openPromptFile(path: string): PromptFile {
  const file = openSync(path, 'w');
  const written = new Set<string>();
  return {
    add: (call) => {
      const key = promptKey(call);
      if (written.has(key)) return;
      written.add(key);
      writeSync(file, `${JSON.stringify({ key, model: call.modelId, request: call.request })}\n`);
    },
    count: () => written.size,
    close: () => closeSync(file),
  };
}
