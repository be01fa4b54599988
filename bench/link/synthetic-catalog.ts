import type { Catalog, CatalogColumn, CatalogTable, Relationship } from '../../shared/contracts/catalog.ts';

const AREAS =
  'sales purchasing stock payroll hiring support billing shipping quality planning marketing legal'.split(
    ' ',
  );
const THINGS =
  'order customer product supplier invoice payment employee shipment contract ticket account address campaign budget machine visit audit claim lease vehicle course claim project warehouse return'.split(
    ' ',
  );
const DETAILS =
  'header line item note status type history document schedule target rate limit member event plan'.split(
    ' ',
  );
const MEASURES = 'amount price quantity weight duration score discount total cost balance'.split(' ');
const FACTS =
  'name description category region currency owner reason priority channel language comment code'.split(' ');
const SCHEMA_SIZE = 40;
const LEAST_COLUMNS = 5;
const MORE_COLUMNS = 20;
const SEED = 20_260_101;

/** A made-up company's schema with that many tables, the same each time: areas, things in them, and their details. */
export function syntheticCatalog(size: number): Catalog {
  const random = seeded(SEED);
  const tables = Array.from({ length: size }, (_, at) => tableOf(at, random));
  return {
    source: 'synthetic',
    version: String(size),
    builtAt: new Date(0).toISOString(),
    tables,
    relationships: tables.flatMap((table, at) => parentOf(table, tables, at, random)),
  };
}

/** Questions in the words of tables and columns, some misspelt into the plural, as people ask. */
export function syntheticQuestions({ tables }: Catalog, count: number): string[] {
  const random = seeded(SEED + 1);
  return Array.from({ length: count }, () => {
    const table = pick(tables, random);
    const column = pick(table?.columns ?? [], random);
    const area = table?.schema.replace(/\d+$/, '');
    const thing = table?.name.replaceAll('_', ' ');
    return `What is the average ${column?.name.replaceAll('_', ' ')} of each ${area} ${thing} in 2024 by region?`;
  });
}

function tableOf(at: number, random: () => number): CatalogTable {
  const schema = `${AREAS[Math.floor(at / SCHEMA_SIZE) % AREAS.length]}${Math.floor(at / SCHEMA_SIZE)}`;
  const name = `${pick(THINGS, random)}_${pick(DETAILS, random)}_${at}`;
  const count = LEAST_COLUMNS + Math.floor(random() * MORE_COLUMNS);
  const columns = Array.from({ length: count }, (_, position) => columnOf(position, random));
  return {
    schema,
    name,
    kind: 'table',
    description: `Each ${name.replaceAll('_', ' ')} of ${schema}`,
    estimatedRows: 1_000,
    columns: [{ name: 'id', type: 'int8', nullable: false }, ...columns],
    primaryKey: ['id'],
  };
}

function columnOf(position: number, random: () => number): CatalogColumn {
  const isMeasure = random() < 0.4;
  const name = `${pick(THINGS, random)}_${pick(isMeasure ? MEASURES : FACTS, random)}_${position}`;
  const type = isMeasure ? 'numeric' : 'text';
  return { name, type, nullable: true, description: `The ${name.replaceAll('_', ' ')}, where known` };
}

/** Each table but the first of its schema belongs to an earlier one of it. */
function parentOf(
  table: CatalogTable,
  tables: readonly CatalogTable[],
  at: number,
  random: () => number,
): Relationship[] {
  const first = at - (at % SCHEMA_SIZE);
  const parent = tables[first + Math.floor(random() * (at - first))];
  const column = table.columns[1];
  if (at === first || !parent || !column) return [];
  return [
    {
      table: `${table.schema}.${table.name}`,
      columns: [column.name],
      refTable: `${parent.schema}.${parent.name}`,
      refColumns: ['id'],
      origin: 'foreign-key',
    },
  ];
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** The mulberry32 generator: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
