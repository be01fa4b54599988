import { WireError } from '../wire/json-service.ts';
import { failure } from '../wire/wire-server.ts';
import type { WireRequest, WireResponse, WireService } from '../wire/wire-service.ts';
import { groupArn, scheduleArn } from './names.ts';
import type { SchedulerOperations } from './scheduler-operations.ts';
import type { StoredSchedule } from './stored-schedule.ts';

const PATH = /^\/(schedules|schedule-groups)(?:\/([^/]+))?$/;

/** EventBridge Scheduler over the wire: CreateSchedule, GetSchedule, ListSchedules, DeleteSchedule, GetScheduleGroup. */
export function schedulerService(operations: SchedulerOperations): WireService {
  return {
    name: 'EventBridge Scheduler',
    // Services of the other protocol name their operation in a header.
    accepts: ({ path, headers }) => headers['x-amz-target'] === undefined && PATH.test(path),
    handle: async (request) => {
      try {
        const output = await answer(operations, request);
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
      } catch (error) {
        if (error instanceof WireError) return refused(error);
        throw error;
      }
    },
  };
}

/** This service writes its messages large. */
function refused({ status, type, message }: WireError): WireResponse {
  return { ...failure(status, type, message), body: JSON.stringify({ Message: message }) };
}

async function answer(operations: SchedulerOperations, request: WireRequest): Promise<object> {
  const { method, path, body } = request;
  const query = new URLSearchParams(request.query);
  const [, kind = '', encoded] = PATH.exec(path) ?? [];
  const name = encoded === undefined ? '' : decodeURIComponent(encoded);
  const group = query.get('groupName') ?? 'default';
  switch (`${method} ${kind}${name === '' ? '' : '/'}`) {
    case 'POST schedules/': {
      const created = await operations.create(name, parseBody(body));
      return { ScheduleArn: scheduleArn(created.group, created.name) };
    }
    case 'GET schedules/':
      return whole(operations.get(group, name));
    case 'DELETE schedules/':
      await operations.remove(group, name);
      return {};
    case 'GET schedules':
      return { Schedules: listed(operations, query) };
    case 'GET schedule-groups/':
      if (!operations.groups.has(name))
        throw new WireError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404);
      return { Arn: groupArn(name), Name: name, State: 'ACTIVE' };
    default:
      throw new WireError('UnknownOperationException', `The local scheduler does not know ${method} ${path}`);
  }
}

/** All in one page. */
function listed(operations: SchedulerOperations, query: URLSearchParams): object[] {
  const unknown = [...query.keys()].filter((name) => name !== 'ScheduleGroup' && name !== 'MaxResults');
  if (unknown.length > 0)
    throw new WireError('ValidationException', `The local scheduler does not know ${unknown.join(', ')}`);
  return operations.list(query.get('ScheduleGroup') ?? undefined).map(summary);
}

function summary({ name, group, state, target, createdAt }: StoredSchedule) {
  return {
    Arn: scheduleArn(group, name),
    Name: name,
    GroupName: group,
    State: state,
    CreationDate: createdAt / 1_000,
    LastModificationDate: createdAt / 1_000,
    Target: { Arn: target.arn },
  };
}

function whole(schedule: StoredSchedule) {
  const { target, description } = schedule;
  return {
    ...summary(schedule),
    ...(description !== undefined && { Description: description }),
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timeZone,
    StartDate: schedule.startAt / 1_000,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: target.arn,
      RoleArn: target.roleArn,
      Input: target.input,
      ...(target.lettersArn !== undefined && { DeadLetterConfig: { Arn: target.lettersArn } }),
      RetryPolicy: {
        MaximumEventAgeInSeconds: target.maxAgeSeconds,
        MaximumRetryAttempts: target.maxRetries,
      },
    },
  };
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new WireError('ValidationException', 'The request body is not JSON');
  }
}
