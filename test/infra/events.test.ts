import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { functionsByTask, synthesise } from './synthesise.ts';

const { template, resources } = synthesise();
const functions = functionsByTask(resources);
const arnOf = (task: string) => ({ 'Fn::GetAtt': [functions.get(task)?.id, 'Arn'] });
const [machineId = ''] = Object.keys(resources('AWS::StepFunctions::StateMachine'));
const queues = Object.entries(resources('AWS::SQS::Queue'));
const deadLetterIds = queues.flatMap(([, { Properties }]) =>
  Properties.RedrivePolicy ? [Object(Properties.RedrivePolicy).deadLetterTargetArn['Fn::GetAtt'][0]] : [],
);

describe('The finaliser', () => {
  it('hears of every execution of the question machine that no Catch could end', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.absent(),
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [{ Ref: machineId }] },
      },
    });
  });

  it('is fed from the queue and hands back only the messages that failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: functions.get('finalise-job')?.id },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('The queues', () => {
  it('each have a dead-letter queue or are one', () => {
    const others = queues.filter(
      ([id, { Properties }]) => !Properties.RedrivePolicy && !deadLetterIds.includes(id),
    );

    expect(others).toEqual([]);
    // Of the finaliser's queue, of the exports' queue, and of the queue of those dead letters.
    expect(deadLetterIds).toHaveLength(3);
  });

  it('hide a message six times as long as its function may take, but for exports, whose worker says how long', () => {
    const hidden = queues.flatMap(([, { Properties }]) => Properties.VisibilityTimeout ?? []);
    const timeoutOf = (task: string) => Number(functions.get(task)?.Properties.Timeout);

    expect(hidden).toEqual([
      6 * timeoutOf('fail-export'),
      timeoutOf('export-query'),
      6 * timeoutOf('finalise-job'),
    ]);
  });
});

describe('The schedules', () => {
  it.each([
    ['sweep-jobs', 'rate(5 minutes)'],
    ['refresh-catalog', 'rate(6 hours)'],
  ])('run %s at %s', (task, expression) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: expression,
      Targets: [Match.objectLike({ Arn: arnOf(task) })],
    });
  });
});

describe('Alarms', () => {
  it('are there when someone is named to be told', () => {
    const { template: watched } = synthesise({ alarmsEmail: 'on-call@example.com' });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    watched.resourceCountIs('AWS::CloudWatch::Alarm', 4);
    watched.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    });
  });
});
