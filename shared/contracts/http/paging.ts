import * as z from 'zod';

/** A whole number written in a query string. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,10}$/.test(text), { error: 'Give a whole number.', abort: true })
    .meta({ type: 'integer', minimum: min, maximum: max })
    .transform(Number)
    .pipe(z.int().min(min).max(max));

export const cursor = z.string().min(1).max(1_000).optional().describe('`nextCursor` of the page before.');
export const nextCursor = z.string().optional().describe('Absent on the last page.');

export const PageQuery = z.strictObject({ limit: wholeNumber(1, 100).default(20), cursor });
