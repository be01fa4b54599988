import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelAnswer, ModelCall } from '../../../local/bedrock/model-gateway.ts';
import { promptKey } from './prompt-key.ts';

/** Replies of a model in a folder, one file a prompt, named by its key. */
export interface Recordings {
  find(call: ModelCall): ModelAnswer | undefined;
  keep(call: ModelCall, answer: ModelAnswer): void;
}

/** A folder to record into; made when absent. */
export function recordingsIn(dir: string): Recordings {
  mkdirSync(dir, { recursive: true });
  return openRecordings(dir);
}

/** A folder recorded earlier; throws when it is not there. */
export function earlierRecordings(dir: string): Recordings {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`--replay ${dir} is not a folder. Record the suite first, with --record.`);
  }
  return openRecordings(dir);
}

function openRecordings(dir: string): Recordings {
  const pathOf = (call: ModelCall) => join(dir, `${promptKey(call)}.json`);
  return {
    find: (call) => {
      const text = readIfThere(pathOf(call));
      return text === undefined ? undefined : { status: 200, body: replyIn(text, pathOf(call)) };
    },
    keep: (call, { status, body }) => {
      if (status !== 200) return;
      const path = pathOf(call);
      const { operation, modelId, request } = call;
      // Renamed when whole: what is cut off in the middle is never taken for a reply.
      writeFileSync(
        `${path}.part`,
        `${JSON.stringify({ operation, modelId, request, reply: body }, null, 1)}\n`,
      );
      renameSync(`${path}.part`, path);
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined;
    throw error;
  }
}

function replyIn(text: string, path: string): unknown {
  const recording: unknown = JSON.parse(text);
  const reply: unknown = Object(recording).reply;
  if (reply === undefined) throw new Error(`${path} holds no reply.`);
  return reply;
}
