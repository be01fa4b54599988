import { describe, expect, it } from '@jest/globals';
import { parseDeployConfig } from '../../cdk/deploy-config.ts';
import { synthesise } from './synthesise.ts';

describe('The deploy config', () => {
  it('may be empty: everything has a default', () => {
    expect(parseDeployConfig({}, 'a test')).toEqual({
      name: 'inquery',
      retention: 'retain',
      eventTopic: false,
      jobRetentionDays: 30,
      exportRetentionDays: 7,
      logRetentionDays: 30,
      apiThrottle: { rate: 50, burst: 100 },
      alarms: { modelUsdPerDay: 50, failedPercent: 10 },
      tracing: false,
    });
  });

  it('refuses what it does not know, naming the field and where it was found', () => {
    const parse = () =>
      parseDeployConfig({ name: 'inquery', logDays: 3, account: '12' }, 'deploy.config.json');

    expect(parse).toThrow(/deploy\.config\.json[\s\S]*"logDays"[\s\S]*12 digits[\s\S]*account/);
  });

  it('gives a second deployment names of its own', () => {
    const { template } = synthesise({ name: 'finance' });

    template.hasResourceProperties('AWS::Events::EventBus', { Name: 'finance' });
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'finance-question',
    });
    template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'finance-serve-http' });
  });
});
