/** Whether SQL text is one aggregate and nothing around it: `sum(a * b)`, not `sum(a) / count(b)`. */
export function isSingleAggregate(text: string): boolean {
  return /^\w+\(/.test(text) && closes(text) === text.length - 1;
}

/** Where the first parenthesis is closed. */
function closes(text: string): number {
  let depth = 0;
  return [...text].findIndex((letter) => {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return letter === ')' && depth === 0;
  });
}
