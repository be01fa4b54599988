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
    ['Plot the loans per month', 'visualisation'],
    ['Why did loans fall in March?', 'reasoning'],
    ['How many loans are there?', 'retrieval'],
  ])('of "%s" is %s', (question, intent) => {
    expect(classify(question)).toMatchObject({ intent, standaloneQuestion: question });
  });

  it.each(['What can you do?', 'Which tables do you have?', 'What data is available?'])(
    'of "%s" is chat, left to the reply prompt',
    (question) => {
      expect(classify(question)).toEqual({ intent: 'chat', standaloneQuestion: question, confidence: 0.95 });
    },
  );

  it.each(['What tables have more than 10 seats?', 'Which data centres are in Oslo?'])(
    'of "%s" is about the data',
    (question) => {
      expect(classify(question)).toMatchObject({ intent: 'retrieval' });
    },
  );

  it.each([
    ['Wie viele Kunden gibt es?', 'lese nur Englisch'],
    ['顧客は何人いますか？', 'read English only'],
    ['Сколько клиентов из Germany?', 'read English only'],
    ['Welche Produkte haben wir im Mai verkauft?', 'lese nur Englisch'],
    ['Combien de clients avons-nous ?', 'que l’anglais'],
    ['¿Cuántos clientes hay?', 'solo leo inglés'],
  ])('of "%s" is not served, which is said in its language', (question, said) => {
    expect(classify(question)).toMatchObject({
      intent: 'out_of_scope',
      reply: expect.stringContaining(said),
    });
  });

  it.each(['Die casts by plant', 'How many orders were shipped to La Paz?', 'List the books by Le Clézio'])(
    'of "%s" is none of another language',
    (question) => {
      expect(classify(question)).toMatchObject({ intent: 'retrieval' });
    },
  );

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

describe('the answer to what was asked back', () => {
  const conversation =
    'Q: Loans by city?\nA: What is meant by "city"? (1: member city; 2: branch city; 3: author birth place)';

  it.each([
    ['member city', 'Loans by member city?'],
    ['Branch City', 'Loans by branch city?'],
    ['the branch', 'Loans by branch city?'],
    ["the author's", 'Loans by author birth place?'],
  ])('completes the question: "%s"', (answer, standalone) => {
    expect(classify(answer, conversation)).toMatchObject({
      intent: 'retrieval',
      standaloneQuestion: standalone,
    });
  });

  it('that is another question is taken as one', () => {
    const question = 'How many members are there in the city?';

    expect(classify(question, conversation)).toMatchObject({ standaloneQuestion: question });
  });

  it('follows a question of another kind too', () => {
    const asked = 'Q: Show the sales.\nA: Which year do you mean? (1: in 2023; 2: in 2024)';

    expect(classify('in 2024', asked)).toMatchObject({ standaloneQuestion: 'Show the sales in 2024?' });
  });

  it('counts only right after it was asked', () => {
    const later = `${conversation}\nQ: How many loans are there?\nSQL: SELECT 1\nA: One.`;

    expect(classify('member city', later)).toMatchObject({ standaloneQuestion: 'member city' });
  });
});

describe('the reply about the system', () => {
  const reply = (question: string, tables: string) => {
    const given = answerBlocks({ source: 'lib: Loans of a library.', tables, question }, ['reply']);
    return given.kind === 'tool' ? Object(given.input).answer : given;
  };

  it('names the tables, the first of many', () => {
    const many = Array.from({ length: 10 }, (_, at) => `lib.t${at}: Table ${at}`);

    expect(reply('Which tables do you have?', 'lib.books: All books\nlib.loans')).toBe(
      'There are these tables: lib.books, lib.loans. The data: Loans of a library.',
    );
    expect(reply('What data do you have?', [...many, 'and 90 more'].join('\n'))).toContain(
      'lib.t7, and 92 more',
    );
  });

  it('says what it can do', () => {
    expect(reply('What can you do?', 'lib.books')).toMatch(/write SQL.*Loans of a library/);
  });
});
