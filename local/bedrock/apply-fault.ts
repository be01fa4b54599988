import { setTimeout as delay } from 'node:timers/promises';
import { BedrockError } from './bedrock-error.ts';
import type { Fault } from './faults.ts';
import type { ModelReply } from './offline-model/model-reply.ts';

/** Carries out an ordered fault: throws as the service would, or gives the ordered reply. */
export async function applyFault(fault: Fault, tools: readonly string[]): Promise<ModelReply> {
  const tool = tools[0] ?? 'none';
  switch (fault.kind) {
    case 'throttle':
      throw new BedrockError('ThrottlingException', 'Too many requests, please wait before trying again.');
    case 'unavailable':
      throw new BedrockError('ServiceUnavailableException', 'Bedrock is unable to process your request.');
    case 'timeout':
      await delay(fault.ms, undefined, { ref: false });
      throw new BedrockError('ModelTimeoutException', 'Model processing timed out.');
    case 'malformed':
      return { kind: 'tool', name: tool, input: { '¿': ['rubbish', 42] } };
    case 'text':
      return { kind: 'text', text: fault.text };
    case 'reply':
      return { kind: 'tool', name: fault.name ?? tool, input: fault.input ?? {} };
  }
}
