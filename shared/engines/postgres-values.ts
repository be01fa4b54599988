import pg from 'pg';

const { builtins } = pg.types;

type Parse = (text: string) => unknown;

/** JSON has no NaN and no Infinity: those stay the text the database gave. */
const number: Parse = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);
const asText: Parse = (text) => text;

const BY_TYPE: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.INT2, number],
  [builtins.INT4, number],
  [builtins.FLOAT4, number],
  [builtins.FLOAT8, number],
  [builtins.OID, number],
  [builtins.JSON, JSON.parse],
  [builtins.JSONB, JSON.parse],
]);

/** pg_type's array types and the type of what they hold; others stay text. */
const ELEMENT_OF: ReadonlyMap<number, number> = new Map([
  [1000, builtins.BOOL],
  [1005, builtins.INT2],
  [1007, builtins.INT4],
  [1016, builtins.INT8],
  [1021, builtins.FLOAT4],
  [1022, builtins.FLOAT8],
  [1231, builtins.NUMERIC],
  [1009, builtins.TEXT],
  [1015, builtins.VARCHAR],
  [1182, builtins.DATE],
  [1115, builtins.TIMESTAMP],
  [1185, builtins.TIMESTAMPTZ],
  [199, builtins.JSON],
  [3807, builtins.JSONB],
  [1001, builtins.BYTEA],
  [1002, builtins.CHAR],
  [1003, builtins.TEXT],
  [1014, builtins.BPCHAR],
  [1028, builtins.OID],
  [1183, builtins.TIME],
  [1187, builtins.INTERVAL],
  [1270, builtins.TIMETZ],
  [791, builtins.MONEY],
  [2951, builtins.UUID],
  [1041, builtins.INET],
  [651, builtins.CIDR],
]);

/** Array syntax is the same for every type; the driver's parser for text arrays takes it apart. */
const parseTextArray: Parse = pg.types.getTypeParser(1009 as never);

function parserFor(oid: number): Parse {
  const element = ELEMENT_OF.get(oid);
  if (element === undefined) return BY_TYPE.get(oid) ?? asText;
  const parse = parserFor(element);
  const each = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(each);
    return typeof value === 'string' ? parse(value) : value;
  };
  return (text) => each(parseTextArray(text));
}

/**
 * How values come out of PostgreSQL: numbers that JSON holds exactly as numbers, int8 and numeric as text, dates
 * as the ISO text the server sends, json as JSON, arrays as arrays, everything else as text.
 */
export const VALUE_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => parserFor(oid),
};
