import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createGateway } from '../../../../commands/eval/models/create-gateway.ts';
import { openPromptFile } from '../../../../commands/eval/models/prompt-file.ts';
import { promptKey } from '../../../../commands/eval/models/prompt-key.ts';
import { earlierRecordings, recordingsIn } from '../../../../commands/eval/models/recordings.ts';
import { readReplies } from '../../../../commands/eval/models/reply-file.ts';
import type { ModelAnswer, ModelCall } from '../../../../local/bedrock/model-gateway.ts';
import { temporaryFolder } from '../../local/support/temporary-folder.ts';

const PROMPT = '<date>\n2026-11-20\n</date>\n<question>\nHow many?\n</question>';

function converse(prompt: string, more: object = {}): ModelCall {
  const request = { messages: [{ role: 'user', content: [{ text: prompt }] }], ...more };
  return { operation: 'converse', modelId: 'amazon.nova-pro-v1:0', request };
}

const REPLY: ModelAnswer = { status: 200, body: { output: { message: { content: [{ text: 'Hello' }] } } } };
const reply = async () => REPLY;
const unreachable = async (): Promise<ModelAnswer> => {
  throw new Error('The model was asked.');
};

describe('the key of a prompt', () => {
  it.each([
    ['the day it is asked', converse(PROMPT.replace('2026-11-20', '2027-01-02'))],
    ['who asks', converse(PROMPT, { requestMetadata: { run: '7' } })],
    ['the order of the fields', { ...converse(PROMPT), request: { ...Object(converse(PROMPT).request) } }],
  ])('does not depend on %s', (_, call) => {
    expect(promptKey(call)).toBe(promptKey(converse(PROMPT)));
  });

  it.each([
    ['the prompt', converse(PROMPT.replace('many', 'few'))],
    ['the model', { ...converse(PROMPT), modelId: 'amazon.nova-lite-v1:0' }],
    ['the protocol', { ...converse(PROMPT), operation: 'chat' as const }],
    ['how the model is to sample', converse(PROMPT, { inferenceConfig: { temperature: 1 } })],
  ])('depends on %s', (_, call) => {
    expect(promptKey(call)).not.toBe(promptKey(converse(PROMPT)));
  });
});

describe('recorded replies', () => {
  let dir: string;

  beforeEach(async () => {
    dir = join(await temporaryFolder(), 'recordings');
  });

  it('answer the same prompt without the model', async () => {
    await createGateway({ record: recordingsIn(dir) }).gateway(converse(PROMPT), reply);

    const answer = await createGateway({ replay: earlierRecordings(dir) }).gateway(
      converse(PROMPT),
      unreachable,
    );

    expect(answer).toEqual(REPLY);
  });

  it('that are missing make the call fail for good, and say which prompt', async () => {
    recordingsIn(dir);
    const { gateway, explainRejection } = createGateway({ replay: earlierRecordings(dir) });

    const { status, headers } = await gateway(converse(PROMPT), unreachable);

    expect({ status, headers }).toEqual({
      status: 400,
      headers: { 'x-amzn-errortype': 'ValidationException' },
    });
    expect(explainRejection(['How many?'])).toContain(
      `no recorded reply to prompt ${promptKey(converse(PROMPT))}`,
    );
    expect(explainRejection(['Something else?'])).toBeUndefined();
  });

  it('are completed when recording and replaying at once', async () => {
    const both = () => createGateway({ record: recordingsIn(dir), replay: recordingsIn(dir) }).gateway;
    await both()(converse(PROMPT), reply);

    const [old, fresh] = await Promise.all([
      both()(converse(PROMPT), unreachable),
      both()(converse('another'), reply),
    ]);

    expect([old, fresh, readdirSync(dir).length]).toEqual([REPLY, REPLY, 2]);
  });

  it('hold no failures', async () => {
    const throttled = { status: 429, body: { message: 'slow down' } };

    const answer = await createGateway({ record: recordingsIn(dir) }).gateway(
      converse(PROMPT),
      async () => throttled,
    );

    expect([answer, readdirSync(dir)]).toEqual([throttled, []]);
  });

  it('leave the embeddings of the local endpoint alone', async () => {
    recordingsIn(dir);
    const call: ModelCall = { operation: 'invoke', modelId: 'amazon.titan-embed-text-v2:0', request: {} };

    const answer = await createGateway({ replay: earlierRecordings(dir) }).gateway(call, reply);

    expect(answer).toEqual(REPLY);
  });

  it('are asked for in a folder that is there', () => {
    expect(() => earlierRecordings(dir)).toThrow('Record the suite first');
  });
});

describe('prompts for another program', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await temporaryFolder();
  });

  const chat: ModelCall = { operation: 'chat', modelId: 'qwen', request: { model: 'qwen', messages: [] } };
  const replies = (...lines: object[]) => {
    const path = join(dir, 'replies.jsonl');
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    return readReplies(path);
  };

  it('are written down once each, with the key that their reply goes by', async () => {
    const path = join(dir, 'prompts.jsonl');
    const prompts = openPromptFile(path);
    const { gateway } = createGateway({ prompts });

    for (const call of [converse(PROMPT), converse(PROMPT), chat]) await gateway(call, unreachable);
    prompts.close();

    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      [converse(PROMPT), chat].map((call) => ({
        key: promptKey(call),
        model: call.modelId,
        request: call.request,
      })),
    );
  });

  it('that have a reply are not written down again', async () => {
    const prompts = openPromptFile(join(dir, 'prompts.jsonl'));
    const known = replies({ key: promptKey(converse(PROMPT)), reply: REPLY.body });
    const { gateway } = createGateway({ prompts, replies: known });

    const answer = await gateway(converse(PROMPT), unreachable);

    expect([answer, prompts.count()]).toEqual([REPLY, 0]);
    prompts.close();
  });

  it('may be answered by a tool call in short, in either protocol', async () => {
    const short = { tool: 'write_sql', input: { sql: 'SELECT 1' } };
    const known = replies(
      { key: promptKey(converse(PROMPT)), reply: short },
      { key: promptKey(chat), reply: short },
    );
    const { gateway } = createGateway({ replies: known });

    const [bedrock, openai] = await Promise.all([
      gateway(converse(PROMPT), unreachable),
      gateway(chat, unreachable),
    ]);

    expect(bedrock.body).toMatchObject({
      output: { message: { content: [{ toolUse: { name: 'write_sql', input: { sql: 'SELECT 1' } } }] } },
    });
    expect(openai.body).toMatchObject({
      choices: [
        { message: { tool_calls: [{ function: { name: 'write_sql', arguments: '{"sql":"SELECT 1"}' } }] } },
      ],
    });
  });

  it('are refused replies that are none', () => {
    expect(() => replies({ key: 'a', reply: 'yes' }, { key: 'b' })).toThrow('line 2 is no JSON line');
  });
});
