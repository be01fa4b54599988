import { describe, expect, it } from '@jest/globals';
import { answerBlocks } from './ask.ts';

function classify(question: string, conversation = '') {
  const reply = answerBlocks({ conversation, question }, ['classify']);
  return reply.kind === 'tool' ? reply.input : reply;
}

describe('the intent', () => {
  it.each([
    ['Hello!', 'chat'],
    ['Thank you', 'chat'],
    ['What can you do?', 'chat'],
    ['Plot the loans per month', 'visualisation'],
    ['Why did loans fall in March?', 'reasoning'],
    ['How many loans are there?', 'retrieval'],
  ])('of "%s" is %s', (question, intent) => {
    expect(classify(question)).toMatchObject({ intent, standaloneQuestion: question });
  });

  it('chat comes with a reply', () => {
    expect(classify('Hi')).toMatchObject({ reply: expect.stringMatching(/./) });
  });
});

describe('a follow-up', () => {
  it.each([
    ['How many loans were made in 2024?', 'and by month?', 'How many loans were made in 2024 by month?'],
    ['How many loans by genre in 2024?', 'By member', 'How many loans in 2024 By member?'],
    ['How many members are there?', 'only Oslo', 'How many members are there for Oslo?'],
    ['How many loans were made in 2024?', 'What about 2023?', 'How many loans were made in 2023?'],
    ['List the authors from France.', 'And from Japan?', 'List the authors from Japan?'],
    ['How many loans are there?', 'in 2024?', 'How many loans are there in 2024?'],
    ['How many loans are there by month?', 'by year instead', 'How many loans are there by year?'],
    ['How many loans are there by member?', 'only Oslo', 'How many loans are there for Oslo by member?'],
    ['Which 5 authors have the most books?', 'and the top 10?', 'Which 10 authors have the most books?'],
    ['Which 5 authors have the most books?', 'what about members?', 'Which 5 members have the most books?'],
    ['What is the average price?', 'and the maximum?', 'What is the maximum price?'],
    ['Loans per year', 'as a chart', 'Loans per year as a chart?'],
    ['Which books are in print?', 'How many are there?', 'How many books are in print?'],
    ['List members in Oslo', 'which of them have loans?', 'Which members in Oslo have loans?'],
  ])('after "%s", "%s" stands alone as "%s"', (before, question, standalone) => {
    const conversation = `Q: ${before}\nSQL: SELECT 1\nA: There is one.`;

    expect(classify(question, conversation)).toMatchObject({ standaloneQuestion: standalone });
  });

  it('builds on the last question that was answered', () => {
    const conversation =
      'Q: How many loans are there?\nSQL: SELECT 1\nA: There is one.\nQ: their phones?\nA: No.';

    expect(classify('by month', conversation)).toMatchObject({
      standaloneQuestion: 'How many loans are there by month?',
    });
  });

  it('that is a whole question stays as it is', () => {
    expect(classify('How many books are there?', 'Q: How many members are there?')).toMatchObject({
      standaloneQuestion: 'How many books are there?',
    });
  });
});
