import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RETRYABLE_ERRORS } from '../../shared/contracts/errors.ts';
import { parseMachine, type State, statesOf } from './support/asl.ts';

const FOLDER = new URL('../../state-machines/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.asl.json'));

const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');

/** Those that put what was away into one name of the contract. */
const RECORDING = ['question', 'export', 'catalog'].map((name) => `${name}.asl.json`);

/** The retrier that an error meets, which is the first that names it. */
const retrierOf = ({ Retry }: State, error: string) =>
  Retry.find(({ ErrorEquals }) => ErrorEquals.some((name) => name === error || name === 'States.ALL'));

describe('Every machine', () => {
  const calls = FILES.flatMap((file) =>
    [...statesOf(parseMachine(textOf(file)))]
      .filter(([, { Resource }]) => Resource === 'arn:aws:states:::lambda:invoke')
      .map(([name, state]) => ({ file, name, state })),
  );

  it.each(calls)(
    '$file tries $name again when a service behind its function fails for a moment',
    ({ state }) => {
      const { MaxAttempts, JitterStrategy } = retrierOf(state, 'ServiceUnavailable') ?? {};

      expect(MaxAttempts).toBeGreaterThan(0);
      expect(JitterStrategy).toBe('FULL');
    },
  );

  it.each(FILES)('%s knows all that may be away where it knows that the database was', (file) => {
    const lists = textOf(file).match(/\[[^[\]{}]*'DatabaseUnavailable'[^[\]]*\]/g) ?? [];
    const away = RETRYABLE_ERRORS.filter((name) => !name.startsWith('Model'));

    if (RECORDING.includes(file)) expect(lists).not.toHaveLength(0);
    for (const list of lists) for (const name of away) expect(list).toContain(`'${name}'`);
  });
});
