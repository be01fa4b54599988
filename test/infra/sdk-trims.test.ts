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
  writeFileSync(entry, "export { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';\n");
  await bundleHandler(entry, join(folder, 'out'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const COMPARE = `
  import { S3Client as Whole } from '@aws-sdk/client-s3';
  const { S3Client: Trimmed } = await import(${JSON.stringify(bundle)});
  const choices = {
    Region: ['us-east-1', 'eu-west-1', 'cn-north-1', 'us-gov-west-1', 'aws-global', undefined],
    Bucket: ['inquery-data-1abc', 'under_score', 'a.b.c', undefined],
    UseFIPS: [true, false],
    UseDualStack: [true, false],
    ForcePathStyle: [true, false],
    UseGlobalEndpoint: [true, false],
    Endpoint: [undefined, 'http://127.0.0.1:4566', 'https://s3.example.com/x'],
  };
  const cases = Object.entries(choices).reduce(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{ Accelerate: false }],
  );
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
  const different = cases.filter((parameters) => whole(parameters) !== trimmed(parameters));
  process.stdout.write(JSON.stringify({ cases: cases.length, different }));
`;

describe('A trimmed S3 client', () => {
  it('finds the endpoint of any ordinary bucket as the whole client does', async () => {
    expect(await runModule(COMPARE)).toEqual({ cases: 1152, different: [] });
  });
});
