/**
 * Types a value may be cast to: plain data. Types that look a name up in the system catalogues (regclass,
 * regproc, …), types of tables and types of somebody's own are not here.
 */
const NAMES = `
  bit bool boolean bpchar bytea char cidr citext cstring date daterange decimal float4 float8 inet int int2
  int4 int4range int8 int8range interval json jsonb macaddr money name numeric numrange text time timestamp
  timestamptz timetz tsrange tstzrange uuid varbit varchar
`;

export const ALLOWED_TYPES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));
