import { UnsupportedTemplate } from './resource.ts';

/** What intrinsic functions may ask of the world around a template. */
export interface References {
  /** The value of `Ref` for a logical id or pseudo parameter. */
  ref(name: string): string;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): string;
}

type Intrinsic = (argument: unknown, references: References) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, references) => references.ref(text(name, 'Ref')),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
};

/** Replaces every intrinsic function in a template value; throws on those the local stack does not know. */
export function resolveIntrinsics(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.map((element) => resolveIntrinsics(element, references));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && isIntrinsicName(only[0])) {
    const intrinsic = INTRINSICS[only[0]];
    if (!intrinsic) throw new UnsupportedTemplate(`The local stack does not know ${only[0]}`);
    return intrinsic(only[1], references);
  }
  return Object.fromEntries(entries.map(([key, element]) => [key, resolveIntrinsics(element, references)]));
}

function isIntrinsicName(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

function getAttribute(argument: unknown, references: References): unknown {
  const [logicalId, ...attribute] =
    typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
  return references.attribute(text(logicalId, 'Fn::GetAtt'), attribute.join('.'));
}

function join(argument: unknown, references: References): unknown {
  const [separator, parts] = list(argument, 'Fn::Join');
  return list(resolveIntrinsics(parts, references), 'Fn::Join')
    .map((part) => text(part, 'Fn::Join'))
    .join(text(separator, 'Fn::Join'));
}

function substitute(argument: unknown, references: References): unknown {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub');
  const known = new Map(Object.entries(Object(resolveIntrinsics(variables, references))));
  return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (known.has(name)) return text(known.get(name), 'Fn::Sub');
    const dot = name.indexOf('.');
    return dot < 0 ? references.ref(name) : references.attribute(name.slice(0, dot), name.slice(dot + 1));
  });
}

function select(argument: unknown, references: References): unknown {
  const [index, values] = list(argument, 'Fn::Select');
  const chosen = list(resolveIntrinsics(values, references), 'Fn::Select')[Number(index)];
  if (chosen === undefined) throw new UnsupportedTemplate(`Fn::Select has no element ${String(index)}`);
  return chosen;
}

function split(argument: unknown, references: References): unknown {
  const [separator, value] = list(argument, 'Fn::Split');
  return text(resolveIntrinsics(value, references), 'Fn::Split').split(text(separator, 'Fn::Split'));
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value))
    throw new UnsupportedTemplate(`${where} needs a list, not ${JSON.stringify(value)}`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UnsupportedTemplate(`${where} needs a string, not ${JSON.stringify(value)}`);
}
