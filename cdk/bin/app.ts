import { App, Validations } from 'aws-cdk-lib';
import { readDeployConfig } from '../read-deploy-config.ts';
import { InqueryStack } from '../stacks/inquery-stack.ts';

/** CDK's own checks of a template follow the same variable; without both, synthesis takes a third of the time. */
async function addChecks(app: App): Promise<void> {
  if (process.env.CDK_VALIDATION === 'false') return;
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
}

const app = new App({ analyticsReporting: false });
const config = readDeployConfig(app.node, new URL('../../deploy.config.json', import.meta.url));
new InqueryStack(app, 'Inquery', config);
await addChecks(app);
app.synth();
