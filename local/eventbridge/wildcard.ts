/** Whether the text matches a pattern in which `*` stands for any characters; `\*` is a star itself. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const source = pattern.replace(/\\([*\\])|\*|[.+?^${}()|[\]\\]/g, (found, escaped?: string) => {
    if (escaped) return `\\${escaped}`;
    return found === '*' ? '.*' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 's').test(text);
}
