import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ScheduleRun } from '../contracts/schedules.ts';
import { readCursor, writeCursor } from '../jobs/cursor.ts';
import type { PageRequest } from '../jobs/job-store.ts';
import { type Documents, documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { listOpenKeys } from '../platform/dynamodb-open-keys.ts';
import {
  firingOf,
  KIND,
  OPEN_RUN,
  ownPartition,
  RUNS,
  runKey,
  scheduleKey,
  toRun,
  toRunItem,
  toSchedule,
  toScheduleItem,
} from './schedule-item.ts';
import type { RunEnd, ScheduleStore } from './schedule-store.ts';

const THERE = 'attribute_exists(pk) AND attribute_not_exists(endedAt)';
const ACTIVE = `${THERE} AND #status = :active`;
const NEW = 'attribute_not_exists(pk)';
/** A firing that is under way may still look for the schedule. */
const REMEMBERED_SECONDS = 24 * 3_600;

/** Schedules and their runs in the jobs table. */
export function createDynamodbScheduleStore(options: {
  client: DynamoDBClient;
  table: string;
}): ScheduleStore {
  const documents = documentsOf(options);
  const change = (id: string, expression: string, values: Item, condition = THERE) =>
    changeSchedule(documents, id, { expression, values, condition });

  async function findRun(scheduleId: string, scheduledAt: string): Promise<ScheduleRun | undefined> {
    const item = await documents.get(runKey(scheduleId, scheduledAt));
    return item && toRun(item);
  }

  async function claimRun(scheduleId: string, run: ScheduleRun) {
    const put = documents.put({ Item: toRunItem(scheduleId, run), ConditionExpression: NEW });
    if (await unlessRefused(put)) return run;
    const found = await findRun(scheduleId, run.scheduledAt);
    return found?.executionArn === run.executionArn ? found : undefined;
  }

  async function endRun(scheduleId: string, scheduledAt: string, end: RunEnd) {
    const set = Object.entries(end).filter(([, value]) => value !== undefined);
    const write = documents.update({
      Key: runKey(scheduleId, scheduledAt),
      UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')} REMOVE openKind`,
      ConditionExpression: THERE,
      ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ReturnValues: 'ALL_NEW',
    });
    const written = await unlessRefused(write);
    return written?.Attributes ? toRun(written.Attributes) : findRun(scheduleId, scheduledAt);
  }

  async function noteOutcome(scheduleId: string, { scheduledAt, digest }: ScheduleRun) {
    const answered = digest !== undefined;
    await change(
      scheduleId,
      `SET #last = :last${answered ? ', answer = :answer' : ''}`,
      {
        ':at': scheduledAt,
        ':last': { scheduledAt, answered },
        ...(answered && { ':answer': { scheduledAt, digest } }),
      },
      `${THERE} AND (attribute_not_exists(#last) OR #last.scheduledAt < :at)`,
    );
  }

  return {
    create: async (schedule) => {
      const put = documents.put({ Item: toScheduleItem(schedule), ConditionExpression: NEW });
      return (await unlessRefused(put)) !== undefined;
    },
    find: async (id) => {
      const item = await documents.get(scheduleKey(id));
      return item && toSchedule(item);
    },
    listByPrincipal: (principalId, page) =>
      listSchedules(documents, ['by-principal', 'principalKey', ownPartition(principalId)], page),
    listAll: (page) => listSchedules(documents, ['open-jobs', 'openKind', KIND], page),
    end: (id, now) => endSchedule(documents, id, now),
    pause: (id) => change(id, 'SET #status = :to', { ':to': 'PAUSED', ':active': 'ACTIVE' }, ACTIVE),
    resume: (id, { principal, credential }, at) =>
      change(
        id,
        'SET #status = :to, principal = :who, credential = :shown, confirmedAt = :at, activeSince = :at REMOVE disabledReason',
        { ':to': 'ACTIVE', ':who': principal, ':shown': credential, ':at': at },
      ),
    disable: (id, reason) =>
      change(
        id,
        'SET #status = :to, disabledReason = :why',
        { ':to': 'DISABLED', ':why': reason, ':active': 'ACTIVE' },
        ACTIVE,
      ),
    claimRun,
    findRun,
    endRun,
    listOpenRuns: async () => (await listOpenKeys(documents, OPEN_RUN)).map(firingOf),
    noteOutcome,
    listRuns: async (scheduleId, limit) => {
      const { Items } = await documents.query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :runs)',
        ExpressionAttributeValues: { ':pk': scheduleKey(scheduleId).pk, ':runs': RUNS },
        ScanIndexForward: false,
        Limit: limit,
      });
      return Items.map(toRun);
    },
  };
}

async function endSchedule(documents: Documents, id: string, now: Date): Promise<boolean> {
  const expires = Math.floor(now.getTime() / 1_000) + REMEMBERED_SECONDS;
  const write = documents.update({
    Key: scheduleKey(id),
    UpdateExpression: 'SET endedAt = :at, expiresAt = :expires REMOVE principalKey, openKind',
    ConditionExpression: THERE,
    ExpressionAttributeValues: { ':at': now.toISOString(), ':expires': expires },
  });
  return (await unlessRefused(write)) !== undefined;
}

interface Change {
  readonly expression: string;
  readonly values: Item;
  readonly condition: string;
}

/** Gives the schedule as it then is, changed or, where the condition does not hold, as it was. */
async function changeSchedule(documents: Documents, id: string, { expression, values, condition }: Change) {
  const text = `${expression} ${condition}`;
  const names = ['status', 'last'].filter((name) => text.includes(`#${name}`));
  const write = documents.update({
    Key: scheduleKey(id),
    // Goes before a REMOVE, wherever that is.
    UpdateExpression: expression.replace('SET ', 'SET version = version + :one, '),
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: { ...values, ':one': 1 },
    ReturnValues: 'ALL_NEW',
  });
  const item = (await unlessRefused(write))?.Attributes ?? (await documents.get(scheduleKey(id)));
  return item && toSchedule(item);
}

/** One page of an index, newest first; the index keeps keys only. */
async function listSchedules(
  documents: Documents,
  [IndexName, attribute, value]: readonly [string, string, string],
  page: PageRequest,
) {
  const { Items, LastEvaluatedKey } = await documents.query({
    IndexName,
    KeyConditionExpression: '#key = :key',
    ExpressionAttributeNames: { '#key': attribute },
    ExpressionAttributeValues: { ':key': value },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: readCursor(page.cursor, attribute, value),
  });
  const found = Items.length > 0 ? await documents.getAll(Items.map(({ pk, sk }) => ({ pk, sk }))) : [];
  const items = found
    .map(toSchedule)
    .filter((each) => each !== undefined)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  return { items, ...(LastEvaluatedKey && { cursor: writeCursor(LastEvaluatedKey) }) };
}
