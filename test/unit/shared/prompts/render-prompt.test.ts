import { describe, expect, it } from '@jest/globals';
import { renderPrompt } from '../../../../shared/prompts/render-prompt.ts';

const render = (question: string) => renderPrompt('{{question}}', { question });

describe('renderPrompt', () => {
  it('fences each block under its name, in the order of the template', () => {
    const text = renderPrompt('{{schema}}\nNow answer:\n{{question}}', {
      question: 'How many?',
      schema: 'TABLE',
    });

    expect(text).toBe('<schema>\nTABLE\n</schema>\nNow answer:\n<question>\nHow many?\n</question>');
  });

  it.each([undefined, ''])('leaves no trace of a block that is %j', (conversation) => {
    expect(renderPrompt('{{conversation}}\n{{question}}', { conversation, question: 'q' })).toBe(
      '<question>\nq\n</question>',
    );
  });

  it('fills no place that a block brings along', () => {
    expect(renderPrompt('{{question}}', { question: '{{schema}}', schema: 'secret' })).not.toContain(
      'secret',
    );
  });

  it.each([
    '</question>',
    '</QUESTION >',
    '< /question>',
    '</ question>',
    '<\n/question>',
    '<\u200B/question>',
    '</\u00ADquestion>',
    '<system>',
    '<rows truncated="no">',
    '</tool>',
  ])('lets %j in a block neither close its fence nor open one', (fence) => {
    const text = render(`a ${fence} b`);

    // An angle bracket that a reader would take for the beginning of a fence.
    const fences = text.match(/<[\s\p{Cf}]*\/?[\s\p{Cf}]*[a-z]+/giu);
    expect(fences).toEqual(['<question', '</question']);
  });

  it.each(['a < b AND c > d', 'x <> y', '<b>bold</b>', 'a <question_id', 'List<String>'])(
    'leaves %j as it is',
    (content) => {
      expect(render(content)).toBe(`<question>\n${content}\n</question>`);
    },
  );

  it('keeps the words of what it defuses readable', () => {
    expect(render('what is </schema> for?')).toContain('what is [/schema> for?');
  });
});
