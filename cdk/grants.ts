import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { CONFIG_KEY } from './config-key.ts';
import { executionsArn, machineArn } from './machine-arns.ts';
import { SCHEDULE_GRANTS, type ScheduleResources } from './schedule-grants.ts';

/** What grants are about. The machines' names are known before the machines exist. */
export interface GrantedResources extends ScheduleResources {
  readonly jobs: ITable;
  readonly data: IBucket;
  readonly config: IBucket;
  readonly bus: IEventBus;
  readonly machineName: string;
  readonly batchMachineName: string;
  readonly exportMachineName: string;
  readonly exportQueue: IQueue;
  readonly exportLetters: IQueue;
  readonly deliveryQueue: IQueue;
  readonly webhookKey: ISecret;
  readonly scheduleMachineName: string;
  readonly verifyMachineName: string;
  readonly catalogMachineName: string;
  readonly secretPrefix: string;
}

const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });

/** Reading objects. Without the right to list them too, one that is missing would read as 403 instead of 404. */
const readObjects = (bucket: IBucket, keys: string) => [
  allow(['s3:GetObject'], bucket.arnForObjects(keys)),
  new PolicyStatement({
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': keys } },
  }),
];

const writeFolder = (bucket: IBucket, folder: string) =>
  allow(['s3:PutObject'], bucket.arnForObjects(`${folder}/*`));

const queryPartitions = (table: ITable, keys: string) =>
  new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } },
  });

const secrets = ({ stack, secretPrefix }: GrantedResources, folder: string) =>
  allow(
    ['secretsmanager:GetSecretValue'],
    stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${secretPrefix}/${folder}*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );

const runMachine = (stack: Stack, machine: string) => [
  allow(['states:StartExecution'], machineArn(stack, machine)),
  allow(['states:StopExecution', 'states:DescribeExecution'], executionsArn(stack, machine)),
];

/** Parts and files of exports, and finding those that an attempt has left. */
const writeExports = (bucket: IBucket) => [
  allow(['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'], bucket.arnForObjects('exports/*')),
  new PolicyStatement({
    actions: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': 'exports/*' } },
  }),
];

const bedrockArn = (stack: Stack, resource: string, place: { region?: string; account?: string }) =>
  stack.formatArn({ service: 'bedrock', resource, resourceName: '*', ...place });

const invokeModels = (stack: Stack) =>
  allow(
    ['bedrock:InvokeModel'],
    bedrockArn(stack, 'foundation-model', { region: '*', account: '' }),
    bedrockArn(stack, 'inference-profile', { region: '*' }),
  );

const applyGuardrails = (stack: Stack) =>
  allow(['bedrock:ApplyGuardrail'], bedrockArn(stack, 'guardrail', {}));

/** A permission by name. `wildcard` says why its resources may hold a `*`, where they do. */
interface GrantDefinition {
  readonly statements: (resources: GrantedResources) => PolicyStatement[];
  readonly wildcard?: string;
}

const FOLDER = 'All objects of one folder: their names are made while the product runs.';
const SECRET = 'Secrets of this product only; their names are in the configuration, read while it runs.';
const MODEL = 'Which models are used is in the configuration, read while it runs; profiles span regions.';
const EXECUTION = 'All executions of machines of ours: their names are made while the product runs.';

/** What each grant lets a function do, and to what. */
const GRANTS = {
  ...SCHEDULE_GRANTS,
  'jobs:read': { statements: ({ jobs }) => [allow(['dynamodb:GetItem'], jobs.tableArn)] },
  'jobs:list': {
    statements: ({ jobs }) => [
      allow(['dynamodb:Query'], jobs.tableArn, `${jobs.tableArn}/index/*`),
      allow(['dynamodb:BatchGetItem'], jobs.tableArn),
    ],
    wildcard: 'The indexes of the one table.',
  },
  'open-jobs:list': {
    statements: ({ jobs }) => [allow(['dynamodb:Query'], `${jobs.tableArn}/index/open-jobs`)],
  },
  'jobs:create': { statements: ({ jobs }) => [allow(['dynamodb:PutItem'], jobs.tableArn)] },
  'jobs:update': { statements: ({ jobs }) => [allow(['dynamodb:UpdateItem'], jobs.tableArn)] },
  'job-files:read': { statements: ({ data }) => readObjects(data, 'jobs/*'), wildcard: FOLDER },
  'job-files:write': { statements: ({ data }) => [writeFolder(data, 'jobs')], wildcard: FOLDER },
  'evidence:read': { statements: ({ data }) => readObjects(data, 'evidence/*'), wildcard: FOLDER },
  'evidence:write': { statements: ({ data }) => [writeFolder(data, 'evidence')], wildcard: FOLDER },
  'results:read': { statements: ({ data }) => readObjects(data, 'cache/*'), wildcard: FOLDER },
  'results:write': { statements: ({ data }) => [writeFolder(data, 'cache')], wildcard: FOLDER },
  'batch-files:read': { statements: ({ data }) => readObjects(data, 'batches/*'), wildcard: FOLDER },
  'batch-files:write': {
    statements: ({ data }) => [
      allow(
        ['s3:PutObject', 's3:AbortMultipartUpload'],
        data.arnForObjects('batches/work/*'),
        data.arnForObjects('batches/out/*'),
      ),
    ],
    wildcard: FOLDER,
  },
  'batch-files:link': {
    statements: ({ data }) => [
      allow(['s3:PutObject'], data.arnForObjects('batches/in/*')),
      allow(['s3:GetObject'], data.arnForObjects('batches/out/*')),
    ],
    wildcard: FOLDER,
  },
  'knowledge:read': { statements: ({ jobs }) => [queryPartitions(jobs, 'KNOWLEDGE#*')] },
  'verified-queries:list': { statements: ({ jobs }) => [queryPartitions(jobs, 'VERIFIED#*')] },
  'metadata:read': { statements: ({ data }) => readObjects(data, 'metadata/*'), wildcard: FOLDER },
  'catalog:read': { statements: ({ data }) => readObjects(data, 'catalog/*'), wildcard: FOLDER },
  'catalog:write': { statements: ({ data }) => [writeFolder(data, 'catalog')], wildcard: FOLDER },
  'verified-queries:read': { statements: ({ data }) => readObjects(data, 'verified/*'), wildcard: FOLDER },
  'verified-queries:write': { statements: ({ data }) => [writeFolder(data, 'verified')], wildcard: FOLDER },
  'config:read': { statements: ({ config }) => readObjects(config, CONFIG_KEY) },
  'events:put': { statements: ({ bus }) => [allow(['events:PutEvents'], bus.eventBusArn)] },
  'database-secrets:read': { statements: (all) => [secrets(all, '')], wildcard: SECRET },
  'model-secrets:read': { statements: (all) => [secrets(all, 'models/')], wildcard: SECRET },
  'model:invoke': { statements: ({ stack }) => [invokeModels(stack)], wildcard: MODEL },
  'guardrail:apply': { statements: ({ stack }) => [applyGuardrails(stack)], wildcard: MODEL },
  'question-machine:run': {
    statements: ({ stack, machineName }) => runMachine(stack, machineName),
    wildcard: EXECUTION,
  },
  'question-machine:start': {
    statements: ({ stack, machineName }) => [
      allow(['states:StartExecution'], machineArn(stack, machineName)),
    ],
  },
  'batch-machine:run': {
    statements: ({ stack, batchMachineName }) => runMachine(stack, batchMachineName),
    wildcard: EXECUTION,
  },
  'executions:look': {
    statements: ({ stack, batchMachineName, scheduleMachineName, catalogMachineName }) =>
      [batchMachineName, scheduleMachineName, catalogMachineName].map((name) =>
        allow(['states:DescribeExecution'], executionsArn(stack, name)),
      ),
    wildcard: EXECUTION,
  },
  'export-machine:run': {
    statements: ({ stack, exportMachineName }) => runMachine(stack, exportMachineName),
    wildcard: EXECUTION,
  },
  'export-files:read': {
    statements: ({ data }) => [allow(['s3:GetObject'], data.arnForObjects('exports/*'))],
    wildcard: FOLDER,
  },
  'export-files:write': { statements: ({ data }) => writeExports(data), wildcard: FOLDER },
  'export-queue:send': {
    statements: ({ exportQueue }) => [allow(['sqs:SendMessage'], exportQueue.queueArn)],
  },
  'export-letters:send': {
    statements: ({ exportLetters }) => [allow(['sqs:SendMessage'], exportLetters.queueArn)],
  },
  'delivery-queue:send': {
    statements: ({ deliveryQueue }) => [allow(['sqs:SendMessage'], deliveryQueue.queueArn)],
  },
  'webhook-key:read': {
    statements: ({ webhookKey }) => [allow(['secretsmanager:GetSecretValue'], webhookKey.secretArn)],
  },
  'verify-machine:run': {
    statements: (all) => [allow(['states:StartExecution'], machineArn(all.stack, all.verifyMachineName))],
  },
  'question-machine:answer': {
    statements: ({ stack, machineName }) => [
      allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], machineArn(stack, machineName)),
    ],
  },
  'machines:restart': {
    statements: ({ stack, machineName, exportMachineName }) =>
      [machineName, exportMachineName].flatMap((name) => [
        allow(['states:StartExecution'], machineArn(stack, name)),
        allow(['states:DescribeExecution'], executionsArn(stack, name)),
      ]),
    wildcard: EXECUTION,
  },
  'catalog-machine:run': {
    statements: (all) => [allow(['states:StartExecution'], machineArn(all.stack, all.catalogMachineName))],
  },
} as const satisfies Record<string, GrantDefinition>;

export type Grant = keyof typeof GRANTS;

/** The definition of a grant, with the fields it leaves out as undefined. */
export const grantNamed = (grant: Grant): GrantDefinition => GRANTS[grant];
