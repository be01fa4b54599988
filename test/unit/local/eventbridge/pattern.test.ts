import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../../../../local/eventbridge/pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: {
    bucket: { name: 'data' },
    object: { key: 'batches/questions.csv', size: 120 },
    tags: ['new', 'batch'],
    owner: null,
  },
};

describe('an event pattern', () => {
  it.each([
    [{ source: ['aws.s3', 'aws.states'] }],
    [{ detail: { object: { key: [{ prefix: 'batches/' }] } } }],
    [{ detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'BATCHES/' } }] } } }],
    [{ detail: { object: { key: [{ suffix: '.csv' }] } } }],
    [{ detail: { object: { key: [{ wildcard: 'batches/*.csv' }] } } }],
    [{ detail: { object: { size: [{ numeric: ['>', 100, '<=', 120] }] } } }],
    [{ detail: { bucket: { name: [{ 'anything-but': ['logs', 'tmp'] }] } } }],
    [{ detail: { bucket: { name: [{ 'anything-but': { prefix: 'log' } }] } } }],
    [{ detail: { bucket: { name: [{ 'equals-ignore-case': 'DATA' }] } } }],
    [{ detail: { missing: [{ exists: false }], owner: [null] } }],
    [{ detail: { tags: ['batch'] } }],
    [{ $or: [{ source: ['other'] }, { detail: { bucket: { name: ['data'] } } }] }],
  ])('matches %j', (pattern) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });

  it.each([
    [{ source: ['aws.states'] }],
    [{ source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }],
    [{ detail: { object: { key: [{ prefix: 'jobs/' }] } } }],
    [{ detail: { object: { size: [{ numeric: ['>', 120] }] } } }],
    [{ detail: { object: { size: ['120'] } } }],
    [{ detail: { bucket: { name: [{ 'anything-but': 'data' }] } } }],
    [{ detail: { missing: [{ 'anything-but': 'data' }] } }],
    [{ detail: { bucket: { name: [{ exists: false }] } } }],
    [{ detail: { object: { key: [{ wildcard: 'batches/*.json' }] } } }],
  ])('does not match %j', (pattern) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });

  it.each([
    [{ source: [{ cidr: '10.0.0.0/8' }] }],
    [{ source: 'aws.s3' }],
    [{ detail: { size: [{ numeric: ['~', 1] }] } }],
  ])('is refused: %j', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow();
  });
});
