import { Duration } from 'aws-cdk-lib';
import { type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface AlarmsProps {
  readonly email: string;
  /** Name of the alarm → what is counted; one in five minutes raises it. */
  readonly counts: Readonly<Record<string, { readonly metric: Metric; readonly meaning: string }>>;
}

/** Mails a person when something does not mend itself. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { email, counts }: AlarmsProps) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // Asking for TLS gives the topic a policy of its own, and with it alarms lose the right they have by default.
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    topic.addSubscription(new EmailSubscription(email));
    for (const [name, { metric, meaning }] of Object.entries(counts)) {
      metric
        .with({ statistic: 'sum', period: Duration.minutes(5) })
        .createAlarm(this, name, {
          alarmDescription: meaning,
          threshold: 1,
          evaluationPeriods: 1,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        })
        .addAlarmAction(new SnsAction(topic));
    }
  }
}
