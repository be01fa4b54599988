import { Unreadable } from '../unreadable.ts';

/** An aggregate over some of the rows; an expression of several aggregates can't be narrowed like that. */
export function filtered(figure: string, condition: string): string {
  if (!/^\w+\(/.test(figure) || closes(figure) < figure.length - 1)
    throw new Unreadable('a figure made of several sums can not be told for a part');
  return `${figure} FILTER (WHERE ${condition})`;
}

/** Where the first parenthesis is closed. */
function closes(text: string): number {
  let depth = 0;
  return [...text].findIndex((letter) => {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return letter === ')' && depth === 0;
  });
}
