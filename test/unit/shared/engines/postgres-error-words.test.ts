import { describe, expect, it } from '@jest/globals';
import { postgresError } from '../../../../shared/engines/postgres-errors.ts';

const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('postgresError, for what may be told', () => {
  it.each([
    ['22P02', 'invalid input syntax for type integer: "Alfreds Futterkiste"'],
    ['22P02', 'invalid input syntax for type integer: "Alfreds "quoted" Futterkiste"'],
    ['22008', 'date/time field value out of range: "Alfreds\nFutterkiste"'],
    ['22007', 'invalid value "Alfr" for "YYYY"'],
  ])('keeps a value of a row out of %s: %s', (code, message) => {
    const error = postgresError(failure(code, message), 'SELECT company_name::int FROM customers');

    expect(error).toMatchObject({ name: 'TypeMismatch', message: expect.not.stringContaining('Alfr') });
  });

  it('adds the code and the place in the SQL that the database points at', () => {
    const failed = Object.assign(failure('42883', 'operator does not exist: text > integer'), {
      position: '24',
    });

    const error = postgresError(failed, "SELECT 1 FROM a WHERE 'ä' > 3");

    expect(error.detail).toBe("SQLSTATE 42883 at character 24: ä' > 3");
  });

  it('adds only the code where the database points at nothing', () => {
    expect(postgresError(failure('42803', 'must appear in GROUP BY'), 'SELECT 1').detail).toBe(
      'SQLSTATE 42803',
    );
    expect(postgresError(failure('57014', 'canceling statement'), 'SELECT 1').detail).toBeUndefined();
  });

  it('leaves a value that the SQL itself has, so that a model can mend it', () => {
    const error = postgresError(
      failure('22008', 'date/time field value out of range: "2024-02-31"'),
      "SELECT DATE '2024-02-31'",
    );

    expect(error.message).toBe('date/time field value out of range: "2024-02-31"');
  });

  it.each([
    ['42501', 'permission denied for table salaries', 'NotAuthorised'],
    ['28P01', 'password authentication failed for user "reader"', 'DatabaseUnavailable'],
    ['XX000', 'could not open file "/var/lib/postgresql/x"', 'Internal'],
    ['P0001', 'Alfreds Futterkiste', 'Internal'],
  ])('has a sentence of its own for %s', (code, message, name) => {
    const error = postgresError(failure(code, message));

    expect(error.name).toBe(name);
    expect(error.message).not.toMatch(/salaries|reader|\/var|Alfreds/);
  });

  it.each(['25001', '25006'])('calls %s, an attempt to write, unsafe', (code) => {
    expect(postgresError(failure(code, 'cannot execute DELETE in a read-only transaction')).name).toBe(
      'UnsafeSql',
    );
  });
});
