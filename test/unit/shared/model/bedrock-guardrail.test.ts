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

  const unitPrices = { topic: 0.15, content: 0.2, sensitiveInformation: 0.1 };
  const ask = () =>
    createBedrockGuardrail(newBedrockClient({ timeoutMs: 1_000 }))(
      { id: 'g1', version: '2', unitPrices },
      'Who is ill?',
    );

  it('has nothing to say when the guardrail let the question through', async () => {
    reply = { body: { action: 'NONE', outputs: [], assessments: [] } };

    expect(await ask()).not.toHaveProperty('message');
    expect(server.requests[0]?.path).toBe('/guardrail/g1/version/2/apply');
    expect(server.requests[0]?.body).toContain('Who is ill?');
  });

  it("gives the guardrail's own message when it stepped in", async () => {
    reply = {
      body: { action: 'GUARDRAIL_INTERVENED', outputs: [{ text: 'No health data.' }], assessments: [] },
    };

    expect(await ask()).toMatchObject({ message: 'No health data.' });
  });

  it('has a message of its own when the guardrail has none', async () => {
    reply = { body: { action: 'GUARDRAIL_INTERVENED', outputs: [], assessments: [] } };

    expect(await ask()).toMatchObject({ message: 'The guardrail stopped this question.' });
  });

  it('tells what it cost by the units of each policy', async () => {
    const usage = { topicPolicyUnits: 1, contentPolicyUnits: 2, wordPolicyUnits: 1 };
    reply = { body: { action: 'NONE', outputs: [], assessments: [], usage } };

    const { use } = await ask();

    expect(use.model).toBe('guardrail:g1');
    expect(use.costUsd).toBeCloseTo(0.00055, 10);
  });

  it('never takes an error for a free pass', async () => {
    reply = exception('ThrottlingException', 429);

    await expect(ask()).rejects.toMatchObject({ name: 'ModelThrottled' });
  });
});
