import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { SAVED_QUERIES } from '../../cdk/watching/saved-queries.ts';
import { METRIC_FAMILIES } from '../../shared/contracts/metrics.ts';
import { functionsByTask, synthesise } from './synthesise.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';
const OPERATIONS = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

const plain = synthesise();
const told = synthesise({
  name: 'finance',
  alarmsEmail: 'on-call@example.com',
  alarmsTopicArn: TOPIC,
  alarms: { modelUsdPerDay: 7 },
  tracing: true,
});

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.json()).default([]),
  OKActions: z.array(z.json()).default([]),
  TreatMissingData: z.literal('notBreaching'),
});
const alarmsOf = ({ resources }: typeof plain) =>
  Object.values(resources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
const alarms = alarmsOf(plain).map((properties) => Alarm.parse(properties));
const textOf = (kind: string) => JSON.stringify(alarmsOf(plain).filter((each) => kindOf(each) === kind));

/** The heading that a description names. */
function kindOf({ AlarmDescription }: Record<string, unknown>): string | undefined {
  return /^.{20,} What to do: docs\/operations\.md#([a-z-]+)$/.exec(String(AlarmDescription))?.[1];
}

/** The headings one level below a heading. */
function headingsBelow(heading: string): string[] {
  const [, section = ''] = OPERATIONS.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
}

describe('Alarms', () => {
  it('each have a heading in the runbook, and each heading is an alarm’s', () => {
    const kinds = new Set(alarms.map((alarm) => kindOf(alarm)));

    expect([...kinds].sort()).toEqual(headingsBelow('Alarms').sort());
    for (const alarm of alarms) expect(alarm.AlarmName).toMatch(new RegExp(`^inquery-${kindOf(alarm)}`));
  });

  it('watch every queue: by its age where something works on it, by its messages where nothing does', () => {
    const queues = Object.entries(plain.resources('AWS::SQS::Queue'));

    const unwatched = queues.filter(([id, { Properties }]) => {
      const kind = Properties.RedrivePolicy ? 'oldest-message' : 'dead-letters';
      return !textOf(kind).includes(`"Fn::GetAtt":["${id}","QueueName"]`);
    });

    expect(queues.length).toBeGreaterThan(0);
    expect(unwatched.map(([id]) => id)).toEqual([]);
  });

  it('watch every machine for executions that broke off or are held back', () => {
    for (const id of Object.keys(plain.resources('AWS::StepFunctions::StateMachine'))) {
      expect(textOf('broken-executions')).toContain(`{"Ref":"${id}"}`);
      expect(textOf('throttled-executions')).toContain(`{"Ref":"${id}"}`);
    }
  });

  it('watch every function that API Gateway calls for errors and throttling', () => {
    const calls = JSON.stringify(plain.resources('AWS::ApiGateway::Method'));
    const http = [...functionsByTask(plain.resources)].filter(([, { id }]) =>
      calls.includes(`["${id}","Arn"]`),
    );

    expect(http.length).toBeGreaterThan(5);
    for (const [, { id }] of http) {
      expect(textOf('http-errors')).toContain(`{"Ref":"${id}"}`);
      expect(textOf('http-throttled')).toContain(`{"Ref":"${id}"}`);
    }
  });

  it('take no more metrics each than CloudWatch lets an alarm have', () => {
    const most = alarmsOf(plain).map(({ Metrics }) => (Array.isArray(Metrics) ? Metrics.length : 1));

    expect(Math.max(...most)).toBeLessThanOrEqual(11);
  });

  it('look at metrics that we do print, of their own deployment', () => {
    const printed = Object.values(METRIC_FAMILIES).flatMap(({ metrics }) => Object.keys(metrics));
    const Ours = z.object({
      Namespace: z.literal('Inquery'),
      MetricName: z.enum(printed),
      Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
    });
    const looked: z.infer<typeof Ours>[] = [];
    JSON.stringify(alarmsOf(told), (_, value) => {
      if (Object(value).Namespace === 'Inquery') looked.push(Ours.parse(value));
      return value;
    });

    expect(looked.length).toBeGreaterThan(3);
    for (const { Dimensions } of looked) {
      expect(Dimensions).toContainEqual({ Name: 'Deployment', Value: 'finance' });
    }
  });

  it('tell nobody unless someone is named, and then of the end too', () => {
    expect(alarms.flatMap(({ AlarmActions }) => AlarmActions)).toEqual([]);
    plain.template.resourceCountIs('AWS::SNS::Topic', 0);
    for (const properties of alarmsOf(told)) {
      const { AlarmActions, OKActions } = Alarm.parse(properties);
      expect(AlarmActions).toEqual([TOPIC, { Ref: expect.any(String) }]);
      expect(OKActions).toEqual(AlarmActions);
    }
    told.template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    });
  });

  it('speak of three failed questions in a quarter of an hour, if they are many of those there were', () => {
    const [properties] = alarmsOf(plain).filter((each) => kindOf(each) === 'failed-questions');

    expect(properties).toMatchObject({ Threshold: 10, EvaluationPeriods: 1 });
    expect(properties?.Metrics).toContainEqual(
      expect.objectContaining({
        Expression: 'IF(FILL(failed, 0) >= 3, 100 * FILL(failed, 0) / all, 0)',
      }),
    );
    expect(textOf('failed-questions').match(/"Period":900/g)).toHaveLength(2);
  });

  it('take their limits from the deploy config', () => {
    told.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'finance-model-cost',
      Threshold: 7,
      Period: 86_400,
    });
  });
});

describe('The runbook', () => {
  it('lists every metric, and says what all the alarms cost', () => {
    const names = Object.values(METRIC_FAMILIES).flatMap(({ metrics }) => Object.keys(metrics));
    const looked = alarmsOf(plain).flatMap(({ Metrics }) =>
      Array.isArray(Metrics) ? Metrics.filter((each) => 'MetricStat' in Object(each)) : [{}],
    );

    for (const name of names) expect(OPERATIONS).toContain(`\`${name}\``);
    expect(OPERATIONS).toContain(`| ${alarms.length}, over ${looked.length} metrics`);
  });
});

describe('The dashboard', () => {
  it('draws every metric that we print', () => {
    const [dashboard] = Object.values(plain.resources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);

    const names = Object.values(METRIC_FAMILIES).flatMap(({ metrics }) => Object.keys(metrics));
    // As the template has them, text in text: a metric by itself, or what a search looks for; never a title.
    const isDrawn = (name: string) =>
      new RegExp(`Inquery\\W+${name}\\W+Deployment|MetricName=\\W*${name}\\W`).test(body);

    expect(names.filter((name) => !isDrawn(name))).toEqual([]);
  });
});

describe('The queries over the logs', () => {
  it('are saved for the logs of all functions, and are those of the runbook', () => {
    const saved = Object.values(plain.resources('AWS::Logs::QueryDefinition'));

    expect(saved).toHaveLength(Object.keys(SAVED_QUERIES).length);
    for (const { Properties } of saved) {
      expect(Properties.LogGroupNames).toHaveLength(functionsByTask(plain.resources).size);
      expect(OPERATIONS).toContain(String(Properties.QueryString));
    }
  });
});

describe('Tracing', () => {
  it('is off, or on for functions, machines and the API at once', () => {
    const properties = ({ resources }: typeof plain, type: string) =>
      Object.values(resources(type)).map(({ Properties }) => Properties);

    for (const each of properties(told, 'AWS::Lambda::Function')) {
      expect(each.TracingConfig).toEqual({ Mode: 'Active' });
    }
    for (const each of properties(told, 'AWS::StepFunctions::StateMachine')) {
      expect(each.TracingConfiguration).toEqual({ Enabled: true });
    }
    expect(properties(told, 'AWS::ApiGateway::Stage')[0]?.TracingEnabled).toBe(true);
    expect(JSON.stringify(plain.template.toJSON())).not.toMatch(/xray|"TracingEnabled":true/);
  });
});
