import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  Metadata: z.record(z.string(), z.json()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

function runApp(deployConfig: unknown, outFolder: string): unknown {
  const context = { 'aws:cdk:bundling-stacks': [], deployConfig };
  execFileSync(process.execPath, ['cdk/bin/app.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: outFolder,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
  });
  return JSON.parse(readFileSync(join(outFolder, 'Inquery.template.json'), 'utf8'));
}

/**
 * The template as it would be deployed, but for the bundles. The app runs in a process of its own, where it loads ten
 * times faster than inside jest.
 */
export function synthesise(deployConfig: unknown = {}) {
  const outFolder = mkdtempSync(join(tmpdir(), 'inquery-synth-'));
  try {
    const json = z.object({}).loose().parse(runApp(deployConfig, outFolder));
    const template = Template.fromJSON(json);
    const resources = (type: string): Record<string, Resource> =>
      z.record(z.string(), Resource).parse(template.findResources(type));
    return { template, resources };
  } finally {
    rmSync(outFolder, { recursive: true });
  }
}

/** The name of the task a function is made from → the function's resource with its logical id. */
export function functionsByTask(resources: (type: string) => Record<string, Resource>) {
  const entries = Object.entries(resources('AWS::Lambda::Function')).map(([id, resource]) => {
    const task = String(resource.Metadata['inquery:task']);
    return [task, { id, ...resource }] as const;
  });
  return new Map(entries);
}
