import { type App, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { FAMILIES } from '../../shared/contracts/http/routes.ts';
import type { CodeFolders } from '../code-folders.ts';
import { CONFIG_KEY } from '../config-key.ts';
import { BatchMachine } from '../constructs/batch-machine.ts';
import { CatalogRefreshes } from '../constructs/catalog-refreshes.ts';
import { ExportMachine } from '../constructs/export-machine.ts';
import { ExportQueue } from '../constructs/export-queue.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { JobFinaliser } from '../constructs/job-finaliser.ts';
import { ScheduleGroup } from '../constructs/schedule-group.ts';
import { ScheduleMachine } from '../constructs/schedule-machine.ts';
import { Schedules } from '../constructs/schedules.ts';
import { Storage } from '../constructs/storage.ts';
import { Subscribers } from '../constructs/subscribers.ts';
import { TaskFunctions } from '../constructs/task-functions.ts';
import { TaskMachine } from '../constructs/task-machine.ts';
import { UsageCounting } from '../constructs/usage-counting.ts';
import { VerifyMachine } from '../constructs/verify-machine.ts';
import { Watching } from '../constructs/watching.ts';
import type { DeployConfig } from '../deploy-config.ts';
import { taskNamed } from '../tasks.ts';
import { setTracing } from '../tracing.ts';
import { machinesOf, queuesOf } from '../watching/watched.ts';

export interface InqueryStackProps {
  readonly config: DeployConfig;
  readonly codeFolder: CodeFolders;
}

/** All of Inquery in one stack. */
export class InqueryStack extends Stack {
  private readonly config: DeployConfig;
  private readonly storage: Storage;
  private readonly bus: EventBus;
  private readonly functions: TaskFunctions;
  private readonly machine: StateMachine;
  private readonly batchMachine: StateMachine;
  private readonly exportQueue: ExportQueue;
  private readonly subscribers: Subscribers;
  private readonly scheduleGroup: ScheduleGroup;
  private readonly scheduleMachine: StateMachine;
  private readonly exportMachine: StateMachine;
  private readonly verifyMachine: StateMachine;
  private readonly catalogMachine: StateMachine;

  constructor(scope: App, id: string, { config, codeFolder }: InqueryStackProps) {
    super(scope, id, { stackName: config.name, env: { account: config.account, region: config.region } });
    setTracing(this, config.tracing);
    this.config = config;
    this.storage = new Storage(this, 'Storage', config);
    this.bus = new EventBus(this, 'EventBus', { eventBusName: config.name });
    this.exportQueue = this.createExportQueue();
    this.subscribers = this.createSubscribers();
    this.scheduleGroup = new ScheduleGroup(this, 'ScheduleGroup', {
      groupName: config.name,
      machineName: this.scheduleMachineName,
    });
    this.functions = this.createFunctions(codeFolder);
    this.machine = this.createMachine('Question', 'question', this.machineName);
    this.batchMachine = this.createBatchMachine();
    this.scheduleMachine = this.createScheduleMachine();
    this.exportMachine = this.createExportMachine();
    this.exportQueue.feed(this.functions.of('export-query'), this.functions.of('fail-export'));
    this.subscribers.feed(this.functions.of('notify-subscribers'), this.functions.of('deliver-webhook'));
    this.catalogMachine = this.createMachine('Catalog', 'catalog', this.catalogMachineName);
    this.verifyMachine = this.createVerifyMachine();
    this.createFinaliser();
    this.createSchedules();
    new UsageCounting(this, 'UsageCounting', {
      bus: this.bus,
      countUsage: this.functions.of('count-usage'),
    });
    const api = this.createApi();
    this.createWatching(api);
    this.createOutputs(api);
  }

  private get machineName(): string {
    return `${this.config.name}-question`;
  }

  private get batchMachineName(): string {
    return `${this.config.name}-batch`;
  }

  private get scheduleMachineName(): string {
    return `${this.config.name}-schedule`;
  }

  private get exportMachineName(): string {
    return `${this.config.name}-export`;
  }

  private createExportQueue(): ExportQueue {
    return new ExportQueue(this, 'Exports', {
      workerSeconds: taskNamed('export-query').timeoutSeconds,
      failSeconds: taskNamed('fail-export').timeoutSeconds,
    });
  }

  private createSubscribers(): Subscribers {
    return new Subscribers(this, 'Subscribers', {
      bus: this.bus,
      notifySeconds: taskNamed('notify-subscribers').timeoutSeconds,
      deliverSeconds: taskNamed('deliver-webhook').timeoutSeconds,
      hasTopic: this.config.eventTopic,
    });
  }

  private createExportMachine(): StateMachine {
    return new ExportMachine(this, 'Export', {
      machineName: this.exportMachineName,
      questionMachineName: this.machineName,
      functions: this.functions,
      jobs: this.storage.jobs,
      bus: this.bus,
      queue: this.exportQueue.queue,
      logRetentionDays: this.config.logRetentionDays,
    }).machine;
  }

  private get catalogMachineName(): string {
    return `${this.config.name}-catalog`;
  }

  private get verifyMachineName(): string {
    return `${this.config.name}-verify-queries`;
  }

  private createFunctions(codeFolder: CodeFolders): TaskFunctions {
    const { jobs, data, config } = this.storage;
    return new TaskFunctions(this, 'Tasks', {
      codeFolder,
      namePrefix: this.config.name,
      logRetentionDays: this.config.logRetentionDays,
      resources: {
        ...{ stack: this, jobs, data, config, bus: this.bus },
        machineName: this.machineName,
        batchMachineName: this.batchMachineName,
        exportMachineName: this.exportMachineName,
        exportQueue: this.exportQueue.queue,
        exportLetters: this.exportQueue.letters,
        deliveryQueue: this.subscribers.deliveries.queue,
        webhookKey: this.subscribers.key,
        scheduleGroupName: this.config.name,
        scheduleRole: this.scheduleGroup.role,
        scheduleMachineName: this.scheduleMachineName,
        verifyMachineName: this.verifyMachineName,
        catalogMachineName: this.catalogMachineName,
        secretPrefix: this.config.name,
      },
      variables: {
        JOBS_TABLE: jobs.tableName,
        DATA_BUCKET: data.bucketName,
        CONFIG_BUCKET: config.bucketName,
        CONFIG_KEY,
        EVENT_BUS: this.bus.eventBusName,
        // The machine is made from the functions, so its name is not there yet when they are.
        QUESTION_MACHINE_ARN: Lazy.string({ produce: () => this.machine.stateMachineArn }),
        BATCH_MACHINE_ARN: Lazy.string({ produce: () => this.batchMachine.stateMachineArn }),
        EXPORT_MACHINE_ARN: Lazy.string({ produce: () => this.exportMachine.stateMachineArn }),
        EXPORT_QUEUE_URL: this.exportQueue.queue.queueUrl,
        EXPORT_LETTERS_QUEUE_URL: this.exportQueue.letters.queueUrl,
        EXPORT_RETENTION_DAYS: String(this.config.exportRetentionDays),
        DELIVERY_QUEUE_URL: this.subscribers.deliveries.queue.queueUrl,
        WEBHOOK_KEY_SECRET: this.subscribers.key.secretArn,
        SCHEDULE_GROUP: this.scheduleGroup.name,
        SCHEDULE_MACHINE_ARN: Lazy.string({ produce: () => this.scheduleMachine.stateMachineArn }),
        SCHEDULE_ROLE_ARN: this.scheduleGroup.role.roleArn,
        SCHEDULE_LETTERS_ARN: this.scheduleGroup.letters.queueArn,
        VERIFY_MACHINE_ARN: Lazy.string({ produce: () => this.verifyMachine.stateMachineArn }),
        CATALOG_MACHINE_ARN: Lazy.string({ produce: () => this.catalogMachine.stateMachineArn }),
      },
    });
  }

  private createMachine(id: string, file: string, machineName: string): StateMachine {
    return new TaskMachine(this, id, {
      file,
      machineName,
      exportMachineName: this.exportMachineName,
      functions: this.functions,
      jobs: this.storage.jobs,
      bus: this.bus,
      logRetentionDays: this.config.logRetentionDays,
    }).machine;
  }

  private createBatchMachine(): StateMachine {
    return new BatchMachine(this, 'Batch', {
      machineName: this.batchMachineName,
      questionMachineName: this.machineName,
      functions: this.functions,
      jobs: this.storage.jobs,
      data: this.storage.data,
      bus: this.bus,
      logRetentionDays: this.config.logRetentionDays,
    }).machine;
  }

  private createScheduleMachine(): StateMachine {
    return new ScheduleMachine(this, 'Schedule', {
      machineName: this.scheduleMachineName,
      questionMachineName: this.machineName,
      functions: this.functions,
      bus: this.bus,
      logRetentionDays: this.config.logRetentionDays,
    }).machine;
  }

  private createVerifyMachine(): StateMachine {
    return new VerifyMachine(this, 'Verification', {
      machineName: this.verifyMachineName,
      functions: this.functions,
      bus: this.bus,
      logRetentionDays: this.config.logRetentionDays,
    }).machine;
  }

  private createFinaliser(): void {
    new JobFinaliser(this, 'Finaliser', {
      machines: [
        this.machine,
        this.exportMachine,
        this.batchMachine,
        this.scheduleMachine,
        this.catalogMachine,
        this.verifyMachine,
      ],
      finalise: this.functions.of('finalise-job'),
      finaliseTimeoutSeconds: taskNamed('finalise-job').timeoutSeconds,
    });
  }

  private createSchedules(): void {
    new Schedules(this, 'Schedules', { sweepJobs: this.functions.of('sweep-jobs') });
    new CatalogRefreshes(this, 'CatalogRefreshes', {
      machine: this.catalogMachine,
      data: this.storage.data,
    });
  }

  private createApi(): HttpApi {
    return new HttpApi(this, 'Http', {
      name: this.config.name,
      functionOf: (task) => this.functions.of(task),
      authorizer: this.functions.of('authorize-request'),
      throttle: this.config.apiThrottle,
      logRetentionDays: this.config.logRetentionDays,
    });
  }

  /** Last: what is watched is found among all that was made. */
  private createWatching({ api }: HttpApi): void {
    const { functions } = this;
    new Watching(this, 'Watching', {
      config: this.config,
      logGroups: functions.logGroups,
      watched: {
        name: this.config.name,
        api,
        jobs: this.storage.jobs,
        httpFunctions: functions.named(['serve-http', ...Object.keys(FAMILIES), 'authorize-request']),
        backgroundFunctions: functions.named(['sweep-jobs', 'count-usage']),
        ...queuesOf(this),
        machines: machinesOf(this),
      },
    });
  }

  private createOutputs({ api }: HttpApi): void {
    const outputs = {
      ApiUrl: api.url,
      JobsTable: this.storage.jobs.tableName,
      DataBucket: this.storage.data.bucketName,
      ConfigBucket: this.storage.config.bucketName,
      EventBusName: this.bus.eventBusName,
      QuestionMachineArn: this.machine.stateMachineArn,
      BatchMachineArn: this.batchMachine.stateMachineArn,
      VerifyMachineArn: this.verifyMachine.stateMachineArn,
      CatalogMachineArn: this.catalogMachine.stateMachineArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
