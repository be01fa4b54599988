export interface Turn {
  readonly question: string;
  readonly sql: string;
  readonly answer: string;
}

/** Reads the lines `Q: …`, `SQL: …`, `A: …` of the `<conversation>` block, oldest first. */
export function parseConversation(text: string): Turn[] {
  const turns: { question: string; sql: string; answer: string }[] = [];
  let field: 'question' | 'sql' | 'answer' = 'question';
  for (const line of text.split('\n')) {
    const [, label, rest] = /^\s*(Q|SQL|A):\s?(.*)$/.exec(line) ?? [];
    if (label === 'Q') turns.push({ question: '', sql: '', answer: '' });
    if (label) field = label === 'Q' ? 'question' : label === 'SQL' ? 'sql' : 'answer';
    const turn = turns.at(-1);
    if (turn) turn[field] = `${turn[field]} ${label ? (rest ?? '') : line}`.trim();
  }
  return turns;
}
