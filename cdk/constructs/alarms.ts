import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmSpec } from '../watching/alarm.ts';

export interface AlarmsProps {
  /** The deployment's. */
  readonly name: string;
  readonly specs: readonly AlarmSpec[];
  /** Who is mailed; with neither this nor a topic the alarms are there to be looked at. */
  readonly email?: string | undefined;
  /** A topic there is already; its policy must let CloudWatch publish. */
  readonly topicArn?: string | undefined;
}

const RUNBOOK = 'docs/operations.md';

/** Tells people when something does not mend itself, each time with where it says what to do. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const actions = this.createActions(props);
    this.alarms = props.specs.map((spec) => {
      const alarm = this.createAlarm(props.name, spec);
      alarm.addAlarmAction(...actions);
      alarm.addOkAction(...actions);
      return alarm;
    });
  }

  private createAlarm(
    deployment: string,
    { kind, of, meaning, metric, threshold, within }: AlarmSpec,
  ): Alarm {
    const [datapointsToAlarm, evaluationPeriods] = within ?? [1, 1];
    const name = of === undefined ? kind : `${kind}-${of}`;
    return new Alarm(this, name, {
      alarmName: `${deployment}-${name}`,
      alarmDescription: `${meaning} What to do: ${RUNBOOK}#${kind}`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private createActions({ email, topicArn }: AlarmsProps): IAlarmAction[] {
    const given = topicArn === undefined ? [] : [Topic.fromTopicArn(this, 'GivenTopic', topicArn)];
    const own = email === undefined ? [] : [this.createTopic(email)];
    return [...given, ...own].map((topic) => new SnsAction(topic));
  }

  private createTopic(email: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // Asking for TLS gives the topic a policy of its own, and with it alarms lose the right they have by default.
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
