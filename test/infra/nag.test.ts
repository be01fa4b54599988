import { describe, expect, it } from '@jest/globals';
import { AwsSolutionsChecks } from 'cdk-nag';
import { synthesise } from './synthesise.ts';

describe('cdk-nag’s AwsSolutions pack', () => {
  it.each([
    ['with the defaults', {}],
    ['with alarms', { alarmsEmail: 'on-call@example.com' }],
  ])('finds nothing %s', (_, config) => {
    const { app } = synthesise(config);

    const { violations } = new AwsSolutionsChecks(app).validateScope(app);

    expect(violations).toEqual([]);
  });
});
