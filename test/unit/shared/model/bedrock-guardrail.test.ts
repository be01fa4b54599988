import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBedrockGuardrail } from '../../../../shared/model/bedrock-guardrail.ts';
import { newBedrockClient } from '../../../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import { exception } from '../../../support/converse-server.ts';
import {
  type ScriptedReply,
  type ScriptedServer,
  startScriptedServer,
} from '../../../support/scripted-server.ts';

describe('createBedrockGuardrail', () => {
  let server: ScriptedServer;
  let reply: ScriptedReply;

  beforeEach(async () => {
    server = await startScriptedServer(() => reply);
    useAwsEndpoint(server.url, 'BEDROCK_RUNTIME');
  });

  afterEach(() => server.close());

  const ask = () =>
    createBedrockGuardrail(newBedrockClient({ timeoutMs: 1_000 }))({ id: 'g1', version: '2' }, 'Who is ill?');

  it('has nothing to say when the guardrail let the question through', async () => {
    reply = { body: { action: 'NONE', outputs: [], assessments: [] } };

    expect(await ask()).toBeUndefined();
    expect(server.requests[0]?.path).toBe('/guardrail/g1/version/2/apply');
    expect(server.requests[0]?.body).toContain('Who is ill?');
  });

  it("gives the guardrail's own message when it stepped in", async () => {
    reply = {
      body: { action: 'GUARDRAIL_INTERVENED', outputs: [{ text: 'No health data.' }], assessments: [] },
    };

    expect(await ask()).toBe('No health data.');
  });

  it('has a message of its own when the guardrail has none', async () => {
    reply = { body: { action: 'GUARDRAIL_INTERVENED', outputs: [], assessments: [] } };

    expect(await ask()).toBe('The guardrail stopped this question.');
  });

  it('never takes an error for a free pass', async () => {
    reply = exception('ThrottlingException', 429);

    await expect(ask()).rejects.toMatchObject({ name: 'ModelThrottled' });
  });
});
