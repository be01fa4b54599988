import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PromptName } from '../../../../shared/contracts/prompts.ts';
import { readPrompt } from '../../../../shared/prompts/file-prompts.ts';
import { promptInUse, promptsInUse } from '../../../../shared/prompts/prompts-in-use.ts';

const BLOCKS = '{{source}}\n{{tables}}\n{{question}}';

describe('promptInUse', () => {
  it('is the built-in text where nothing else is configured', () => {
    expect(promptInUse('reply')).toBe(readPrompt('reply'));
  });

  it('is the configured text, whole or in lines, with a version of its own', () => {
    const text = `Speak like a pirate.\n---\n${BLOCKS}`;

    const whole = promptInUse('reply', { reply: text });
    const lines = promptInUse('reply', { reply: text.split('\n') });

    expect(whole).toMatchObject({ system: 'Speak like a pirate.', template: BLOCKS });
    expect(whole.version).toMatch(/^[0-9a-f]{12}$/);
    expect(whole.version).not.toBe(readPrompt('reply').version);
    expect(lines).toEqual(whole);
  });

  it('has another version with another word', () => {
    const versions = ['a', 'b', 'a'].map(
      (word) => promptInUse('reply', { reply: `${word}\n---\n${BLOCKS}` }).version,
    );

    expect(versions[0]).toBe(versions[2]);
    expect(versions[0]).not.toBe(versions[1]);
  });

  it.each([
    ['a block is missing', 'Words.\n---\n{{source}}\n{{question}}', 'lacks {{tables}},'],
    ['several are', 'Words.\n---\n{{tables}}', 'lacks {{source}}, {{question}},'],
    [
      'a block is not alone on its line',
      `Words.\n---\n${BLOCKS.replace('{{tables}}', 'See {{tables}}')}`,
      '{{tables}}',
    ],
    ['nothing fills a block', `Words.\n---\n${BLOCKS}\n{{weather}}`, '{{weather}}, which nothing fills'],
    ['the dashes are missing', `Words.\n${BLOCKS}`, 'three dashes'],
    ['it says nothing', `\n---\n${BLOCKS}`, 'says nothing'],
  ])('stays the built-in text when %s, and says what is wrong', (_, text, problem) => {
    expect(promptInUse('reply', { reply: text })).toBe(readPrompt('reply'));
    expect(promptsInUse({ reply: text }).find(({ name }) => name === 'reply')).toEqual({
      name: 'reply',
      version: readPrompt('reply').version,
      origin: 'built-in',
      problem: expect.stringContaining(problem),
    });
  });
});

describe('promptsInUse', () => {
  it('names every prompt with the version of its text', () => {
    const all = promptsInUse({});

    expect(all.map(({ name }) => name)).toEqual(PromptName.options);
    expect(new Set(all.map(({ version }) => version)).size).toBe(all.length);
    expect(all.every(({ origin, problem }) => origin === 'built-in' && problem === undefined)).toBe(true);
  });

  it('takes a text as it lies in the file', () => {
    const text = readFileSync(new URL('../../../../shared/prompts/reply.md', import.meta.url), 'utf8');

    expect(promptInUse('reply', { reply: text })).toEqual(readPrompt('reply'));
    expect(promptsInUse({ reply: text })).toContainEqual(
      expect.objectContaining({ name: 'reply', origin: 'configured' }),
    );
  });
});
