import { withoutLiterals } from './literals.ts';

/**
 * Whether a text is one expression as far as brackets and quotes tell, so that brackets put around it enclose all of
 * it. Comments, semicolons, backslashes and dollar quotes are no part of one.
 */
export function isOneExpression(sql: string): boolean {
  const bare = withoutLiterals(sql);
  if (bare.trim() === '' || /['"]|--|\/\*|\*\/|;|\\|\$/.test(bare)) return false;
  let depth = 0;
  for (const character of bare) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ',')) return false;
  }
  return depth === 0;
}
