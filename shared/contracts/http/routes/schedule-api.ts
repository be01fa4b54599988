import { ScheduleView } from '../../schedules.ts';
import type { Route } from '../route.ts';
import {
  CreateSchedule,
  ScheduleHeaders,
  SchedulePage,
  ScheduleParams,
  SchedulesQuery,
} from '../schedules.ts';

const tag = 'Schedules';
const access = 'principal';
const path = '/v1/schedules';
const params = ScheduleParams;

/** The part of the API that serve-schedules answers. */
export const SCHEDULE_API = {
  createSchedule: {
    method: 'POST',
    path,
    summary: 'Have a question asked again and again',
    description:
      'Each run is a question of yours, with the roles your key has then. What came of it is an event, “Schedule Answered” or “Schedule Failed”.',
    tag,
    access,
    headers: ScheduleHeaders,
    body: CreateSchedule,
    responses: {
      201: {
        description: 'The schedule runs from now on.',
        body: ScheduleView,
        headers: { location: 'The schedule.' },
      },
    },
    problems: ['SourceNotFound', 'TooManySchedules', 'IdempotencyKeyReused', 'AlreadyEnded'],
  },
  listSchedules: {
    method: 'GET',
    path,
    summary: 'Your standing questions, newest first',
    description: 'An admin sees everybody’s with `scope=all`.',
    tag,
    access,
    query: SchedulesQuery,
    responses: { 200: { description: 'One page.', body: SchedulePage } },
    problems: ['NotAuthorised'],
  },
  getSchedule: {
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'A standing question: its next run, and its last ones',
    tag,
    access,
    params,
    responses: { 200: { description: 'As it is now.', body: ScheduleView } },
  },
  deleteSchedule: {
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'End a standing question',
    description: 'A run that has begun goes on.',
    tag,
    access,
    params,
    responses: { 204: { description: 'Ended.' } },
  },
  pauseSchedule: {
    method: 'POST',
    path: `${path}/{id}/pause`,
    summary: 'Let a standing question rest',
    tag,
    access,
    params,
    responses: { 200: { description: 'Paused, now or before.', body: ScheduleView } },
  },
  resumeSchedule: {
    method: 'POST',
    path: `${path}/{id}/resume`,
    summary: 'Have it asked again, by who asks for that',
    description:
      'For its owner alone. It runs as the key or token of this call from now on; this is also how one that was disabled comes back.',
    tag,
    access,
    params,
    responses: { 200: { description: 'Active, now or before.', body: ScheduleView } },
    problems: ['NotAuthorised'],
  },
} as const satisfies Record<string, Route>;
