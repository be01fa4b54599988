import { describe, expect, it } from '@jest/globals';
import { capabilitiesOf } from '../../../../shared/model/capabilities.ts';

describe('capabilitiesOf', () => {
  it('goes by the longest name it knows', () => {
    const least = (id: string) => capabilitiesOf(id).cacheMinimumTokens;

    expect(least('anthropic.claude-3-5-sonnet-20241022-v2:0')).toBe(1_024);
    expect(least('anthropic.claude-haiku-4-5-20251001-v1:0')).toBe(4_096);
  });

  it.each([
    'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    'global.anthropic.claude-haiku-4-5-20251001-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0',
  ])('finds the model behind the inference profile %s', (id) => {
    expect(capabilitiesOf(id)).toEqual(capabilitiesOf('anthropic.claude-haiku-4-5'));
  });

  it('asks a model it does not know for nothing special', () => {
    expect(capabilitiesOf('someone.new-model')).toEqual({ temperature: true, forcedToolChoice: false });
  });
});
