/** What must not be read as SQL, and the few things that are looked for; everything else is passed over. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\/|[()]|\border\s+by\b/gis;

/** Whether a statement puts its rows in order: an ORDER BY outside of every parenthesis. */
export function ordersRows(sql: string): boolean {
  let depth = 0;
  for (const [token] of sql.matchAll(TOKENS)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth === 0 && /^order/i.test(token)) return true;
  }
  return false;
}
