import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleHandler } from '../../cdk/bundling/bundle-task.ts';
import { runModule } from './run-module.ts';

// Inside the project, so that the packages are found.
const folder = mkdtempSync(fileURLToPath(new URL('./trims-', import.meta.url)));
const bundle = join(folder, 'out', 'handler.mjs');

beforeAll(async () => {
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    "export { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';\n" +
      "export { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\n",
  );
  await bundleHandler(entry, join(folder, 'out'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Parameters of endpoint rules, each with the values it may have; null: not given. */
type Choices = Readonly<Record<string, readonly (string | boolean | null)[]>>;

const EVERYWHERE: Choices = {
  Region: ['us-east-1', 'eu-west-1', 'cn-north-1', 'us-gov-west-1', 'aws-global', null],
  UseFIPS: [true, false],
  UseDualStack: [true, false],
  Endpoint: [null, 'http://127.0.0.1:4566', 'https://s3.example.com/x'],
};
const BUCKETS: Choices = {
  ...EVERYWHERE,
  Bucket: ['inquery-data-1abc', 'under_score', 'a.b.c', null],
  ForcePathStyle: [true, false],
  UseGlobalEndpoint: [true, false],
  Accelerate: [false],
};
const TABLES: Choices = {
  ...EVERYWHERE,
  ResourceArn: ['inquery-Jobs-1ABC', null],
  AccountIdEndpointMode: ['preferred', 'disabled', null],
};

/** A program that asks the whole client and the trimmed one for the endpoint of each case. */
const compare = (packageName: string, client: string, choices: Choices) => `
  import { ${client} as Whole } from '${packageName}';
  const { ${client}: Trimmed } = await import(${JSON.stringify(bundle)});
  const resolve = (Client) => {
    const { endpointProvider } = new Client({}).config;
    return (parameters) => {
      try {
        return JSON.stringify(endpointProvider(parameters, {}));
      } catch (error) {
        return error.message;
      }
    };
  };
  const [whole, trimmed] = [resolve(Whole), resolve(Trimmed)];
  const cases = Object.entries(${JSON.stringify(choices)}).reduce(
    (all, [name, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, ...(value !== null && { [name]: value }) }))),
    [{}],
  );
  const different = cases.filter((parameters) => whole(parameters) !== trimmed(parameters));
  process.stdout.write(JSON.stringify({ cases: cases.length, different }));
`;

describe('A trimmed client', () => {
  it.each([
    ['bucket', '@aws-sdk/client-s3', 'S3Client', BUCKETS, 1152],
    ['table', '@aws-sdk/client-dynamodb', 'DynamoDBClient', TABLES, 432],
  ])(
    'finds the endpoint of any ordinary %s as the whole client does',
    async (_, packageName, client, choices, cases) => {
      expect(await runModule(compare(packageName, client, choices))).toEqual({ cases, different: [] });
    },
  );
});
