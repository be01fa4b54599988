import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import objectCreated from '../../events/received/s3-object-created.json' with { type: 'json' };
import { targetInput } from '../../local/eventbridge/target-input.ts';
import { RefreshRequest } from '../../shared/contracts/catalog-machine.ts';
import { functionsByTask, synthesise } from './synthesise.ts';

const { template, resources } = synthesise();
const functions = functionsByTask(resources);
const arnOf = (task: string) => ({ 'Fn::GetAtt': [functions.get(task)?.id, 'Arn'] });
const machineId = machineNamed('question');
const queues = Object.entries(resources('AWS::SQS::Queue'));
const deadLetterIds = queues.flatMap(([, { Properties }]) =>
  Properties.RedrivePolicy ? [Object(Properties.RedrivePolicy).deadLetterTargetArn['Fn::GetAtt'][0]] : [],
);

/** The logical id of the machine that is made from a file. */
function machineNamed(file: string): string {
  const machines = Object.entries(resources('AWS::StepFunctions::StateMachine'));
  const found = machines.find(([, { Properties }]) => Properties.StateMachineName === `inquery-${file}`);
  return found?.[0] ?? '';
}

describe('The finaliser', () => {
  it('hears of every execution that no Catch could end, of each machine', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: Match.absent(),
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [
            { Ref: machineId },
            { Ref: Match.stringLikeRegexp('^Export') },
            { Ref: machineNamed('batch') },
            { Ref: machineNamed('schedule') },
            { Ref: machineNamed('catalog') },
            { Ref: machineNamed('verify-queries') },
          ],
        },
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

    // Each schedule of the group names the one when it is made, each rule the other.
    expect(others.map(([id]) => id).sort()).toEqual([
      expect.stringMatching(/^EventLetters/),
      expect.stringMatching(/^ScheduleGroupLetters/),
    ]);
    // Of the exports' queue and of the queue of those dead letters, of the subscribers' two, of the finaliser's.
    expect(deadLetterIds).toHaveLength(5);
  });

  it('hide a message six times as long as its function may take, but for exports, whose worker says how long', () => {
    const hidden = queues.flatMap(([, { Properties }]) => Properties.VisibilityTimeout ?? []);
    const timeoutOf = (task: string) => Number(functions.get(task)?.Properties.Timeout);

    expect(hidden).toEqual([
      6 * timeoutOf('fail-export'),
      timeoutOf('export-query'),
      6 * timeoutOf('notify-subscribers'),
      6 * timeoutOf('deliver-webhook'),
      6 * timeoutOf('finalise-job'),
    ]);
  });
});

describe('Events that were given up', () => {
  const letters = queues.map(([id]) => id).filter((id) => id.startsWith('EventLetters'));
  const [letterId = ''] = letters;
  const letterArn = { 'Fn::GetAtt': [letterId, 'Arn'] };
  const { resources: withTopic } = synthesise({ eventTopic: true });
  const rules = Object.entries(withTopic('AWS::Events::Rule'));
  const targets = rules.flatMap(([, { Properties }]) => Object(Properties).Targets);

  it('are kept in one queue by every target of every rule', () => {
    expect(letters).toHaveLength(1);
    expect(targets.length).toBeGreaterThan(7);
    for (const target of targets) expect(target).toMatchObject({ DeadLetterConfig: { Arn: letterArn } });
  });

  it('are put there by rules of the stack only', () => {
    const [policy] = Object.values(withTopic('AWS::SQS::QueuePolicy')).filter(({ Properties }) =>
      JSON.stringify(Properties.Queues).includes(letterId),
    );
    const statements: Record<string, unknown>[] = Object(policy?.Properties.PolicyDocument).Statement;
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

    expect(
      allowed.map((each) => Object(each.Condition).ArnEquals['aws:SourceArn']['Fn::GetAtt'][0]).sort(),
    ).toEqual(rules.map(([id]) => id).sort());
    for (const each of allowed) {
      expect(each).toMatchObject({
        Action: 'sqs:SendMessage',
        Principal: { Service: 'events.amazonaws.com' },
      });
    }
  });

  it('are kept by every function that a rule calls, after three runs', () => {
    const settings = Object.values(resources('AWS::Lambda::EventInvokeConfig')).map(
      ({ Properties }) => Properties,
    );
    const called = [...functions.values()].filter(({ id }) => JSON.stringify(targets).includes(`"${id}"`));

    expect(called).toHaveLength(2);
    expect(settings.map(({ FunctionName }) => Object(FunctionName).Ref).sort()).toEqual(
      called.map(({ id }) => id).sort(),
    );
    for (const each of settings) {
      expect(each).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: letterArn } },
      });
    }
  });
});

describe('The schedules', () => {
  it.each([['sweep-jobs', 'rate(5 minutes)']])('run %s at %s', (task, expression) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: expression,
      Targets: [Match.objectLike({ Arn: arnOf(task) })],
    });
  });
});

describe('The catalogue machine', () => {
  const started = (rule: object, input: object) =>
    template.hasResourceProperties('AWS::Events::Rule', {
      ...rule,
      Targets: [Match.objectLike({ Arn: { Ref: machineNamed('catalog') }, ...input })],
    });

  it('is started by the clock for all sources', () => {
    started({ ScheduleExpression: 'rate(6 hours)' }, { Input: '{"scope":"all"}' });
  });

  it('is started by metadata files that come or go, and by no other object', () => {
    const [dataBucket] = Object.keys(resources('AWS::S3::Bucket')).filter((id) => /Data/.test(id));
    const EventPattern = {
      source: ['aws.s3'],
      'detail-type': ['Object Created', 'Object Deleted'],
      detail: { bucket: { name: [{ Ref: dataBucket }] }, object: { key: [{ prefix: 'metadata/' }] } },
    };

    started({ EventPattern }, { InputTransformer: Match.anyValue() });
  });
});

describe('A metadata file', () => {
  it('becomes a request that the catalogue machine understands', () => {
    const rule = Object.values(resources('AWS::Events::Rule')).find(({ Properties }) =>
      JSON.stringify(Properties.EventPattern ?? '').includes('metadata/'),
    );
    const [target] = Object(rule?.Properties).Targets;
    const event = { ...objectCreated, version: '0' as const };
    const input = targetInput(event, { name: '', arn: '', busName: 'default', targets: [] }, target);

    expect(RefreshRequest.parse(input)).toEqual({ metadataKey: 'metadata/northwind/metrics.csv' });
  });
});

describe('Subscribers', () => {
  const everyEvent = { EventPattern: { source: ['inquery'] }, EventBusName: Match.anyValue() };
  const { template: withTopic, resources: resourcesWithTopic } = synthesise({ eventTopic: true });

  it('hear of every event by way of a queue, and are posted to one by one', () => {
    template.hasResourceProperties('AWS::Events::Rule', everyEvent);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: functions.get('notify-subscribers')?.id },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: functions.get('deliver-webhook')?.id },
      BatchSize: 1,
    });
  });

  it('have their secrets sealed with one key of the deployment', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
  });

  it('by mail and chat share one topic, where a deployment wants one', () => {
    template.resourceCountIs('AWS::SNS::Topic', 0);
    withTopic.resourceCountIs('AWS::SNS::Topic', 1);
  });

  it('choose at the topic by what each notification says of its event', () => {
    const rule = Object.values(resourcesWithTopic('AWS::Events::Rule')).find(({ Properties }) =>
      JSON.stringify(Properties.Targets).includes('Topic'),
    );
    const [target] = Object(rule?.Properties).Targets;
    const detail = { eventId: 'e:FAILED', status: 'FAILED', principalId: 'ana', links: { self: '/v1/x' } };
    const event = { ...objectCreated, version: '0' as const, 'detail-type': 'Export Failed', detail };
    const input = targetInput(event, { name: '', arn: '', busName: 'inquery', targets: [] }, target);

    expect(input).toMatchObject({
      ...{ version: '1.0', source: 'custom', id: 'e:FAILED' },
      content: { title: 'Export Failed', description: 'Export Failed: /v1/x' },
      metadata: {
        additionalContext: { eventType: 'Export Failed', status: 'FAILED', principalId: 'ana', source: '' },
      },
    });
  });
});
