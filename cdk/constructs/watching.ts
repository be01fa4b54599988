import { AlarmStatusWidget, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DeployConfig } from '../deploy-config.ts';
import { httpAlarms } from '../watching/http-alarms.ts';
import { machineAlarms } from '../watching/machine-alarms.ts';
import { modelPanels, questionPanels, servicePanels, workPanels } from '../watching/panels.ts';
import { questionAlarms } from '../watching/question-alarms.ts';
import { queueAlarms } from '../watching/queue-alarms.ts';
import { SAVED_QUERIES } from '../watching/saved-queries.ts';
import type { Watched } from '../watching/watched.ts';
import { Alarms } from './alarms.ts';

export interface WatchingProps {
  readonly watched: Watched;
  readonly config: DeployConfig;
  /** Of all functions. */
  readonly logGroups: readonly ILogGroup[];
}

/** Alarms, the dashboard and queries over the logs. */
export class Watching extends Construct {
  constructor(scope: Construct, id: string, { watched, config, logGroups }: WatchingProps) {
    super(scope, id);
    const { name } = config;
    const { alarms } = new Alarms(this, 'Alarms', {
      name,
      email: config.alarmsEmail,
      topicArn: config.alarmsTopicArn,
      specs: [
        ...questionAlarms(name, config.alarms),
        ...queueAlarms(watched),
        ...machineAlarms(watched),
        ...httpAlarms(watched),
      ],
    });
    new Dashboard(this, 'Dashboard', {
      dashboardName: name,
      widgets: [
        [new AlarmStatusWidget({ alarms: [...alarms], title: 'Alarms', width: 24, height: 4 })],
        ...questionPanels(name),
        ...modelPanels(name),
        ...workPanels(watched),
        ...servicePanels(watched),
      ],
    });
    for (const [title, queryString] of Object.entries(SAVED_QUERIES)) {
      new QueryDefinition(this, title.replaceAll(' ', '-'), {
        queryDefinitionName: `${name}/${title}`,
        queryString: new SavedQuery(queryString),
        logGroups: [...logGroups],
      });
    }
  }
}

/** CDK puts a query together from parts; ours are texts, as people paste them. */
class SavedQuery extends QueryString {
  private readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override toString(): string {
    return this.text;
  }
}
