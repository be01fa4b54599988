import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { synthesise } from './synthesise.ts';

const { template, resources } = synthesise();
const [roleId = ''] = Object.keys(resources('AWS::IAM::Role')).filter((id) =>
  id.startsWith('ScheduleGroupRole'),
);

describe('EventBridge Scheduler', () => {
  it('keeps our schedules in a group of its own', () => {
    template.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'inquery' });
  });

  it('may take its role for that group only', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            ...{ Action: 'sts:AssumeRole', Effect: 'Allow' },
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': Match.anyValue(),
                'aws:SourceArn': Match.objectLike({
                  'Fn::Join': ['', Match.arrayWith([':schedule-group/inquery'])],
                }),
              },
            },
          },
        ],
      },
    });
  });

  it('may start the machine of schedules with it, put dead letters aside, and nothing else', () => {
    const policies = Object.values(resources('AWS::IAM::Policy')).filter(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes(roleId),
    );
    const statements = policies.flatMap(({ Properties }) => Object(Properties.PolicyDocument).Statement);

    expect(statements.map(({ Action, Resource }) => `${Action} ${JSON.stringify(Resource)}`)).toEqual([
      expect.stringMatching(/^states:StartExecution .*:stateMachine:inquery-schedule"/),
      expect.stringMatching(/^sqs:SendMessage .*ScheduleGroupLetters/),
    ]);
  });

  it('hands the one role to no other service', () => {
    const statements = Object.values(resources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Object(Properties.PolicyDocument).Statement,
    );

    expect(statements.filter(({ Action }) => Action === 'iam:PassRole')).toEqual([
      {
        ...{ Action: 'iam:PassRole', Effect: 'Allow' },
        Resource: { 'Fn::GetAtt': [roleId, 'Arn'] },
        Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      },
    ]);
  });
});
