import { isNode, type Node, ofKind } from '../parse-tree.ts';

/** A constant as it would be said: texts in quotes, dates and numbers bare. */
export function literalWords(constant: Node): string {
  if (constant.isnull) return 'nothing';
  const { ival, fval, sval, boolval } = constant;
  if (isNode(sval)) return `“${String(sval.sval ?? '')}”`;
  if (isNode(fval)) return String(fval.fval ?? '0');
  // The parser leaves out what is zero or false.
  if (isNode(ival)) return String(ival.ival ?? 0);
  return isNode(boolval) && boolval.boolval ? 'true' : 'false';
}

/** The text of `DATE '…'` and the like; undefined where a cast is of anything but a text. */
export function castText(cast: Node): string | undefined {
  const constant = ofKind(cast.arg, 'A_Const');
  return constant && isNode(constant.sval) ? String(constant.sval.sval ?? '') : undefined;
}
