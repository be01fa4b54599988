/** The runs of letters in a name: `t_custMst2` has t, cust and mst. One letter alone says nothing either way. */
export function nameWords(name: string): string[] {
  return (name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(/\p{L}+/gu) ?? []).filter(
    (word) => word.length > 1,
  );
}
