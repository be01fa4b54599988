import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { sourceFolders } from '../../cdk/code-folders.ts';
import { parseDeployConfig } from '../../cdk/deploy-config.ts';
import { InqueryStack } from '../../cdk/stacks/inquery-stack.ts';

const outdir = mkdtempSync(join(tmpdir(), 'inquery-nag-'));

afterAll(() => rmSync(outdir, { recursive: true }));

describe('cdk-nag’s AwsSolutions pack', () => {
  it('finds nothing that is not accepted with a reason', () => {
    const app = new App({ analyticsReporting: false, outdir });
    const config = parseDeployConfig(
      { alarmsEmail: 'on-call@example.com', eventTopic: true, tracing: true },
      'a test',
    );
    new InqueryStack(app, 'Inquery', { config, codeFolder: sourceFolders });

    const { violations } = new AwsSolutionsChecks(app).validateScope(app);

    expect(violations).toEqual([]);
  });
});
