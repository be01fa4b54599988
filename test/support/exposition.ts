interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly samples: Sample[];
}

const HEAD = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?(?:[0-9.]+(?:e[+-]?[0-9]+)?|Inf)|\+Inf|NaN)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
const SUFFIXES: Readonly<Record<string, RegExp>> = {
  histogram: /_(bucket|sum|count)$/,
  summary: /_(sum|count)$/,
  counter: /$/,
  gauge: /$/,
};

/**
 * Parses Prometheus' text exposition format (0.0.4) by its rules: each family once, HELP and TYPE before its samples,
 * no sample twice, cumulative buckets up to +Inf that agree with the count. Throws where the text breaks one.
 */
export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let current: [string, Family] | undefined;
  if (text !== '' && !text.endsWith('\n')) throw new Error('The last line has no end.');
  for (const line of text.split('\n').slice(0, -1)) {
    const [, keyword, name = '', rest = ''] = HEAD.exec(line) ?? [];
    if (keyword === 'TYPE') {
      if (families.has(name) || !(rest in SUFFIXES)) throw new Error(`Not the type of a new family: ${line}`);
      current = [name, { type: rest, samples: [] }];
      families.set(...current);
    } else if (keyword === undefined) addSample(line, current, seen);
  }
  for (const [name, family] of families) if (family.type === 'histogram') checkBuckets(name, family);
  return families;
}

function addSample(line: string, current: [string, Family] | undefined, seen: Set<string>): void {
  const [, name = '', labelText = '', value = ''] = SAMPLE.exec(line) ?? [];
  const suffix = SUFFIXES[current?.[1].type ?? ''];
  if (!current || !suffix || name.replace(suffix, '') !== current[0])
    throw new Error(`Out of place: ${line}`);
  const labels = parseLabels(labelText, line);
  const key = JSON.stringify([name, Object.entries(labels).sort()]);
  if (seen.has(key)) throw new Error(`Twice: ${line}`);
  seen.add(key);
  current[1].samples.push({ name, labels, value: Number(value.replace('Inf', 'Infinity')) });
}

function parseLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (LABEL.lastIndex = 0; LABEL.lastIndex < text.length; ) {
    const [, name = '', value] = LABEL.exec(text) ?? [];
    if (value === undefined || name in labels) throw new Error(`Not labels: ${line}`);
    labels[name] = value.replaceAll(/\\(.)/g, (_, character: string) =>
      character === 'n' ? '\n' : character,
    );
  }
  return labels;
}

function checkBuckets(name: string, { samples }: Family): void {
  const bySeries = Map.groupBy(samples, ({ labels: { le: _, ...labels } }) => JSON.stringify(labels));
  for (const series of bySeries.values()) {
    const buckets = series.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => Number(labels.le?.replace('Inf', 'Infinity')));
    const counts = buckets.map(({ value }) => value);
    const isRising = (values: number[]) =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0));
    const count = series.find((sample) => sample.name === `${name}_count`)?.value;
    const ends = bounds.at(-1) === Number.POSITIVE_INFINITY && counts.at(-1) === count;
    if (!isRising(bounds) || !isRising(counts) || !ends) throw new Error(`Not a histogram: ${name}`);
  }
}
