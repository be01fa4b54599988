import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { sourceFolders } from '../../cdk/code-folders.ts';
import { parseDeployConfig } from '../../cdk/deploy-config.ts';
import { InqueryStack } from '../../cdk/stacks/inquery-stack.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  Metadata: z.record(z.string(), z.json()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

/** The stack as it would be deployed, but for the bundles. */
export function synthesise(config: unknown = {}) {
  const app = new App({ analyticsReporting: false });
  const stack = new InqueryStack(app, 'Inquery', {
    config: parseDeployConfig(config, 'a test'),
    codeFolder: sourceFolders,
  });
  const template = Template.fromStack(stack);
  const resources = (type: string): Record<string, Resource> =>
    z.record(z.string(), Resource).parse(template.findResources(type));
  return { app, template, resources };
}

/** The name of the task a function is made from → the function's resource with its logical id. */
export function functionsByTask(resources: (type: string) => Record<string, Resource>) {
  const entries = Object.entries(resources('AWS::Lambda::Function')).map(([id, resource]) => {
    const task = String(resource.Metadata['inquery:task']);
    return [task, { id, ...resource }] as const;
  });
  return new Map(entries);
}
