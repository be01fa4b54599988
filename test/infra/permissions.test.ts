import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { functionsByTask, synthesise } from './synthesise.ts';

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item)]).transform((value) => (Array.isArray(value) ? value : [value]));
const Policy = z.object({
  Roles: z.array(z.object({ Ref: z.string() })),
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Action: oneOrMany(z.string()), Resource: oneOrMany(z.json()) })),
  }),
});

const { resources } = synthesise();
const policies = Object.values(resources('AWS::IAM::Policy')).map(({ Properties }) =>
  Policy.parse(Properties),
);
const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const functions = functionsByTask(resources);

/** What a task may do, as `action resource`, with references shortened to the logical id. */
function permissionsOf(task: string): string[] {
  const role = Object(functions.get(task)?.Properties.Role)['Fn::GetAtt'][0];
  const own = policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role));
  return own
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((a) => Resource.map((r) => `${a} ${JSON.stringify(r)}`)),
    );
}

const tasksWith = (pattern: RegExp) =>
  [...functions.keys()].filter((task) => permissionsOf(task).some((line) => pattern.test(line))).sort();

describe('Permissions', () => {
  it('name every action', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('cover everything (*) only where AWS knows no resource: the delivery of a machine’s log', () => {
    const everywhere = statements.filter(({ Resource }) => Resource.includes('*'));

    expect(
      everywhere.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('logs:')),
    ).toEqual([]);
  });

  it('open the secrets of databases to the tasks that connect to one', () => {
    expect(tasksWith(/GetSecretValue .*:secret:inquery\/\*/)).toEqual([
      'build-catalog',
      'build-value-index',
      'check-sql',
      'execute-query',
      'export-query',
      'introspect-source',
      'match-question',
      'retrieve-context',
      'serve-health',
      'verify-queries',
    ]);
  });

  it('let the function that answers anybody read, and nothing else', () => {
    const actions = permissionsOf('serve-health').map((line) => line.split(' ')[0] ?? '');

    expect([...new Set(actions)].filter((action) => !action.startsWith('logs:')).sort()).toEqual([
      'dynamodb:GetItem',
      's3:GetObject',
      's3:ListBucket',
      'secretsmanager:GetSecretValue',
    ]);
  });

  it('open the key of the webhooks’ secrets to who seals and who signs with them', () => {
    expect(tasksWith(/GetSecretValue .*SubscribersKey/)).toEqual(['deliver-webhook', 'serve-subscriptions']);
  });

  it('let only the tasks that ask a model invoke one', () => {
    expect(tasksWith(/bedrock:InvokeModel /)).toEqual([
      'build-catalog',
      'classify-intent',
      'explain-answer',
      'explain-factors',
      'generate-sql',
      'index-queries',
      'match-question',
      'reflect-sql',
      'retrieve-context',
      'split-question',
    ]);
  });

  it('let only who serves its jobs stop or answer a machine, and the sweep start one', () => {
    expect(permissionsOf('serve-http').filter((line) => line.startsWith('states:'))).toEqual([
      expect.stringMatching(/StartExecution .*:stateMachine:inquery-question"/),
      expect.stringMatching(/StopExecution .*:execution:inquery-question:\*"/),
      expect.stringMatching(/DescribeExecution .*:execution:inquery-question:\*"/),
      expect.stringMatching(/SendTaskSuccess .*:stateMachine:inquery-question"/),
      expect.stringMatching(/SendTaskFailure .*:stateMachine:inquery-question"/),
      expect.stringMatching(/StartExecution .*:stateMachine:inquery-verify-queries"/),
    ]);
    expect(permissionsOf('serve-exports').filter((line) => line.startsWith('states:'))).toEqual([
      expect.stringMatching(/StartExecution .*:stateMachine:inquery-export"/),
      expect.stringMatching(/StopExecution .*:execution:inquery-export:\*"/),
      expect.stringMatching(/DescribeExecution .*:execution:inquery-export:\*"/),
    ]);
    expect(tasksWith(/states:(StopExecution|SendTask).*inquery-question/)).toEqual(['serve-http']);
    expect(tasksWith(/states:StartExecution.*inquery-question/)).toEqual([
      'serve-http',
      'serve-reruns',
      'sweep-jobs',
    ]);
    expect(tasksWith(/states:StopExecution.*inquery-export/)).toEqual(['serve-exports']);
    expect(tasksWith(/states:StartExecution.*inquery-export/)).toEqual(['serve-exports', 'sweep-jobs']);
  });

  it('let only the function for what is known of sources have it refreshed, and who ends a refresh that broke off', () => {
    expect(tasksWith(/states:StartExecution .*inquery-catalog"/)).toEqual([
      'finalise-job',
      'serve-knowledge',
      'sweep-jobs',
    ]);
    expect(permissionsOf('finalise-job').filter((line) => line.startsWith('states:'))).toHaveLength(1);
  });

  it('keep what questions left behind from the functions that have nothing to do with them', () => {
    const permissions = (task: string) => permissionsOf(task).join('\n');

    expect(permissions('serve-knowledge')).toMatch(/s3:GetObject .*catalog/);
    expect(permissions('serve-knowledge')).not.toMatch(/\/jobs\/|PutItem/);
    expect(permissions('serve-administration')).not.toMatch(/\/jobs\/|\/catalog\/|states:/);
  });

  it('let each task write only into its folder of the data bucket', () => {
    const writes = [...functions.keys()].flatMap((task) =>
      permissionsOf(task).filter((line) => line.startsWith('s3:PutObject')),
    );

    expect(
      writes.filter(
        (line) => !/"\/(jobs|evidence|catalog|verified|exports|cache|batches\/(in|work|out))\/\*"/.test(line),
      ),
    ).toEqual([]);
    expect(tasksWith(/s3:PutObject .*\/cache\//)).toEqual(['execute-query']);
    expect(tasksWith(/s3:PutObject .*\/catalog\//)).toEqual([
      'build-catalog',
      'build-value-index',
      'collect-knowledge',
      'introspect-source',
    ]);
    expect(tasksWith(/s3:PutObject .*\/verified\//)).toEqual(['index-queries']);
  });

  it('let only the one that collects knowledge read metadata files', () => {
    expect(tasksWith(/s3:GetObject .*\/metadata\//)).toEqual(['collect-knowledge']);
    expect(tasksWith(/s3:PutObject .*\/verified\//)).toEqual(['index-queries']);
  });

  it('let who reads objects also learn that one is missing', () => {
    expect(tasksWith(/s3:ListBucket /)).toEqual(expect.arrayContaining(tasksWith(/s3:GetObject /)));
  });

  it('let no function delete or administer anything but what an export leaves behind', () => {
    expect(tasksWith(/s3:DeleteObject /)).toEqual(['export-query', 'fail-export']);
    expect(
      tasksWith(
        /(?<!sqs|scheduler):(Delete(?!Object .*\/exports\/)|Create(?!LogStream)|Update(?!Item)|PutBucket|Attach)/,
      ),
    ).toEqual([]);
  });

  it('let schedules be made and taken away in our own group, by two functions, and fire as one role', () => {
    expect(tasksWith(/scheduler:CreateSchedule .*:schedule\/inquery\/\*"/)).toEqual(['serve-schedules']);
    expect(tasksWith(/scheduler:DeleteSchedule .*:schedule\/inquery\/\*"/)).toEqual([
      'open-scheduled-run',
      'serve-schedules',
    ]);
    expect(tasksWith(/^scheduler:(?!(Create|Delete)Schedule .*\/inquery\/\*")/)).toEqual([]);
    expect(tasksWith(/iam:PassRole .*ScheduleGroupRole/)).toEqual(['serve-schedules']);
    expect(tasksWith(/^iam:/)).toEqual(['serve-schedules']);
  });
});
