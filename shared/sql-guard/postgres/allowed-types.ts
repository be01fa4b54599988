/**
 * Types a value may be cast to: plain data. Types that look a name up in the system catalogues (regclass,
 * regproc, …), types of tables and types of somebody's own are not here.
 */
const NAMES = `
  bit bool boolean bpchar bytea char cidr citext cstring date datemultirange daterange decimal float4 float8 inet int
  int2 int4 int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath macaddr macaddr8 money
  name numeric nummultirange numrange text time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange
  tstzrange tsvector uuid varbit varchar box circle line lseg path point polygon real
`;

export const ALLOWED_TYPES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** As catalogues write them. */
const LONG_NAMES =
  /^(bigint|smallint|integer|double precision|character( varying)?|bit varying|(timestamp|time) with(out)? time zone|"char")$/;

/** Whether a type is plain data, or an array of it. Any other may be, or hold, rows: also a tsvector does. */
export function isPlainType(type: string): boolean {
  const base = type
    .toLowerCase()
    .replaceAll(/\(.*?\)|\[\]/g, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/^_/, '');
  if (base === 'tsvector') return false;
  return ALLOWED_TYPES.has(base) || LONG_NAMES.test(base) || /^interval/.test(base);
}
