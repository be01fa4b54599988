import { App, Validations } from 'aws-cdk-lib';
import { bundledFolders, sourceFolders } from '../code-folders.ts';
import { readDeployConfig } from '../read-deploy-config.ts';
import { InqueryStack } from '../stacks/inquery-stack.ts';

/** CDK's own checks of a template follow the same variable; without both, synthesis takes a third of the time. */
async function addChecks(app: App): Promise<void> {
  if (process.env.CDK_VALIDATION === 'false') return;
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
}

/** CDK's own switch: an empty list of stacks to bundle. */
const isBundlingOff = (app: App) =>
  JSON.stringify(app.node.tryGetContext('aws:cdk:bundling-stacks')) === '[]';

const app = new App({ analyticsReporting: false });
const config = readDeployConfig(app.node, new URL('../../deploy.config.json', import.meta.url));
const codeFolder = isBundlingOff(app) ? sourceFolders : await bundledFolders();
new InqueryStack(app, 'Inquery', { config, codeFolder });
await addChecks(app);
app.synth();
