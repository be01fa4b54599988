import * as z from 'zod';

const UNITS = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'Count', 'Count/Second', 'None'],
  ...['', 'Kilo', 'Mega', 'Giga', 'Tera'].flatMap((size) =>
    ['bytes', 'bits'].flatMap((unit) => {
      const name = size ? `${size}${unit}` : `${unit[0]?.toUpperCase()}${unit.slice(1)}`;
      return [name, `${name}/Second`];
    }),
  ),
];

const Name = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[\x21-\x7e]+$/);

/** The JSON schema of the CloudWatch embedded metric format specification, stricter where CloudWatch is. */
const EmbeddedMetrics = z.object({
  _aws: z.strictObject({
    Timestamp: z.int().positive(),
    CloudWatchMetrics: z.array(
      z.strictObject({
        Namespace: Name.max(255),
        Dimensions: z.array(z.array(Name.max(250)).min(1).max(30)).min(1),
        Metrics: z
          .array(
            z.strictObject({
              Name: Name.max(255),
              Unit: z.enum(UNITS).optional(),
              StorageResolution: z.union([z.literal(1), z.literal(60)]).optional(),
            }),
          )
          .min(1)
          .max(100),
      }),
    ),
  }),
});

const Value = z.union([z.number(), z.array(z.number()).min(1).max(100)]);
const MOST_BYTES = 256 * 1024;

export interface ExtractedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number | number[];
}

/**
 * The metrics CloudWatch would take from a log, in order; other lines have none. Throws where one does not keep to the
 * specification: in its shape, or with a dimension that is no text or a metric that is no number at its root.
 */
export function metricsIn(log: string): ExtractedMetric[] {
  return log.split('\n').flatMap((line) => (line.includes('"_aws"') ? metricsOfLine(line) : []));
}

function metricsOfLine(line: string): ExtractedMetric[] {
  if (Buffer.byteLength(line) > MOST_BYTES) throw new Error('A log event has at most 256 KB.');
  const root: Record<string, unknown> = JSON.parse(line);
  return EmbeddedMetrics.parse(root)._aws.CloudWatchMetrics.flatMap((directive) =>
    directive.Dimensions.flatMap((names) =>
      directive.Metrics.map(({ Name: name, Unit: unit }) => ({
        ...{ namespace: directive.Namespace, name, unit },
        dimensions: Object.fromEntries(
          names.map((dimension) => [dimension, z.string().min(1).max(1024).parse(root[dimension])]),
        ),
        value: Value.parse(root[name]),
      })),
    ),
  );
}
