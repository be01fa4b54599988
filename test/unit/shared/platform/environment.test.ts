import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../../../shared/platform/environment.ts';

describe('readEnvironment', () => {
  it('gives the named variables and no others', () => {
    const read = readEnvironment(['TABLE', 'BUCKET'], { TABLE: 'jobs', BUCKET: 'data', SECRET: 'x' });

    expect(read).toEqual({ TABLE: 'jobs', BUCKET: 'data' });
  });

  it('names every variable that is missing or empty, and none that is there', () => {
    const read = () => readEnvironment(['TABLE', 'BUCKET', 'KEY'], { TABLE: 'jobs', KEY: '' });

    expect(read).toThrow(
      expect.objectContaining({
        name: 'ConfigInvalid',
        message: 'Missing environment variable: BUCKET, KEY',
      }),
    );
  });

  it('reads the process by default', () => {
    process.env.INQUERY_TEST_VARIABLE = 'here';

    const read = readEnvironment(['INQUERY_TEST_VARIABLE']);

    delete process.env.INQUERY_TEST_VARIABLE;
    expect(read.INQUERY_TEST_VARIABLE).toBe('here');
  });
});
