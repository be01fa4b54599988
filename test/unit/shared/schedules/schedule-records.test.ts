import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import type { Schedule } from '../../../../shared/contracts/schedules.ts';
import { createDynamodbScheduleStore } from '../../../../shared/schedules/dynamodb-schedule-store.ts';
import type { ScheduleStore } from '../../../../shared/schedules/schedule-store.ts';
import { startTestTable, type TestTable } from '../../../support/dynalite-table.ts';

const AT = '2026-03-01T00:00:00.000Z';
const newSchedule = (): Schedule => ({
  ...{ id: ulid(), question: 'How many?', source: 'northwind', notify: 'always', status: 'ACTIVE' },
  ...{ expression: 'rate(1 day)', timeZone: 'UTC', version: 1, createdAt: AT, activeSince: AT },
  ...{ principal: { id: 'ana', roles: [], attributes: {} }, credential: 'key:1', confirmedAt: AT },
});

describe('The record of a schedule', () => {
  let table: TestTable;
  let schedules: ScheduleStore;
  beforeAll(async () => {
    table = await startTestTable();
    schedules = createDynamodbScheduleStore(table);
  });
  afterAll(() => table.stop());

  it('is written once', async () => {
    const schedule = newSchedule();

    expect([await schedules.create(schedule), await schedules.create(schedule)]).toEqual([true, false]);
  });

  it('does not come back once it has ended', async () => {
    const schedule = newSchedule();
    await schedules.create(schedule);
    await schedules.end(schedule.id, new Date(AT));

    expect(await schedules.create(schedule)).toBe(false);
    expect(await schedules.find(schedule.id)).toBeUndefined();
  });
});
