import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createLinker, indexCatalog } from '../commands/link/linker.ts';
import { catalogOfFile } from '../commands/link/schema-file.ts';
import { openIndex } from '../shared/retrieval/binary-search-index.ts';
import { decodeIndex, encodeIndex } from '../shared/retrieval/index-file.ts';
import type { BenchLine } from './bench-line.ts';
import { promptTokens } from './link/prompt-tokens.ts';
import { scoreQuestions } from './link/score-questions.ts';
import { syntheticCatalog, syntheticQuestions } from './link/synthetic-catalog.ts';
import { median } from './median.ts';

const LIMITS = { maxTables: 8, schemaTokens: 1_200 };
const SIZES = [10, 75, 396, 779];
const TABLES = 1_000;
const QUESTIONS = 200;
const LOADS = 11;
const PROMPTS = 50;

/**
 * What linking costs over schemas of a seeded generator, and, with `--schema FILE --questions FILE`, how often it finds
 * what the questions of a file need.
 */
export async function benchLink(): Promise<BenchLine[]> {
  const { values } = parseArgs({
    options: { schema: { type: 'string' }, questions: { type: 'string' }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.schema === undefined || values.questions === undefined)
    return [...costLines(), ...tokenLines(), ...(await promptLines())];
  const catalog = catalogOfFile(JSON.parse(readFileSync(values.schema, 'utf8')));
  return scoreQuestions(catalog, readFileSync(values.questions, 'utf8'));
}

function costLines(): BenchLine[] {
  const catalog = syntheticCatalog(TABLES);
  const build = timed(() => indexCatalog(catalog));
  const file = encodeIndex(build.made);
  const loads = Array.from({ length: LOADS }, () => timed(() => load(file)).ms);
  const linker = createLinker(catalog, build.made, LIMITS);
  const questions = syntheticQuestions(catalog, QUESTIONS);
  const times = [...questions, ...questions].map((question) => cpuTime(() => linker.link(question)));
  return [
    budgeted('link, a question once warm, 1,000 tables, median CPU', median(times.slice(QUESTIONS)), 'ms', 2),
    budgeted('link, index loaded, 1,000 tables, median', median(loads), 'ms', 30),
    budgeted('link, index built, 1,000 tables', build.ms, 'ms', 5_000),
    { name: 'link, index file, 1,000 tables', value: rounded(file.length / 2 ** 20), unit: 'MB' },
  ];
}

/** As a function does that was just started: from bytes to an index that can be searched. */
function load(file: Uint8Array): void {
  const data = decodeIndex(file);
  if (!data) throw new Error('The index just written cannot be read.');
  openIndex(data);
}

function tokenLines(): BenchLine[] {
  return SIZES.map((size) => {
    const catalog = syntheticCatalog(size);
    const linker = createLinker(catalog, indexCatalog(catalog), LIMITS);
    const tokens = syntheticQuestions(catalog, QUESTIONS).map((question) => linker.link(question).tokens);
    return budgeted(
      `link, schema shown, ${size} tables, most`,
      Math.max(...tokens),
      'tokens',
      LIMITS.schemaTokens,
    );
  });
}

function promptLines(): Promise<BenchLine[]> {
  return Promise.all(
    SIZES.map(async (size) => {
      const catalog = syntheticCatalog(size);
      const tokens = await promptTokens(catalog, syntheticQuestions(catalog, PROMPTS));
      return budgeted(`link, whole prompt, ${size} tables, most`, Math.max(...tokens), 'tokens', 2_000);
    }),
  );
}

function timed<Made>(make: () => Made): { made: Made; ms: number } {
  const start = performance.now();
  const made = make();
  return { made, ms: performance.now() - start };
}

/** In milliseconds; others on the machine count less than by the clock. */
function cpuTime(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function budgeted(name: string, value: number, unit: string, budget: number): BenchLine {
  return { name, value: rounded(value), unit, budget: `<= ${budget}`, pass: value <= budget };
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
