import * as z from 'zod';

/** What a deployment may choose; everything has a default. */
export const DeployConfig = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, 'Lower case letters, digits and hyphens, at most 30, a letter first.')
    .default('inquery')
    .describe('Prefix of the physical names, of the secrets ("<name>/…") and the name of the event bus.'),
  region: z.string().optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'An AWS account id has 12 digits.')
    .optional(),
  retention: z
    .enum(['destroy', 'retain'])
    .default('retain')
    .describe('What happens to the table, the buckets and their contents when the stack is deleted.'),
  jobRetentionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe(
      'How long the files under jobs/ and batches/ are kept; their records are kept for the retentionDays of the configuration, best the same.',
    ),
  evidenceRetentionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('How long the bundles under evidence/ are kept, whether or not the record still is.'),
  exportRetentionDays: z.int().min(1).max(365).default(7).describe('How long the files of exports are kept.'),
  logRetentionDays: z
    .union([1, 3, 5, 7, 14, 30, 60, 90, 180, 365].map((days) => z.literal(days)))
    .default(30),
  apiThrottle: z
    .strictObject({
      rate: z.number().positive().default(50).describe('Requests a second, steady.'),
      burst: z.int().positive().default(100),
    })
    .prefault({}),
  eventTopic: z
    .boolean()
    .default(false)
    .describe('Whether there is an SNS topic with all events, for mail and chat.'),
  alarmsEmail: z.email().optional().describe('Who is told when something needs a person.'),
  alarmsTopicArn: z
    .string()
    .startsWith('arn:')
    .optional()
    .describe('An SNS topic that is told, too; its policy must let cloudwatch.amazonaws.com publish.'),
  alarms: z
    .strictObject({
      modelUsdPerDay: z
        .number()
        .positive()
        .default(50)
        .describe('What models may cost in a day, all together.'),
      failedPercent: z.number().positive().max(100).default(10).describe('Of the questions.'),
    })
    .prefault({}),
  tracing: z
    .boolean()
    .default(false)
    .describe('Whether X-Ray follows calls through API, machines and functions.'),
});
export type DeployConfig = z.infer<typeof DeployConfig>;

/** Validates a deploy config; throws one error that names every field at fault and where it came from. */
export function parseDeployConfig(value: unknown, origin: string): DeployConfig {
  const parsed = DeployConfig.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`The deploy config of ${origin} is not valid:\n${z.prettifyError(parsed.error)}`);
}
