import { describe, expect, it } from '@jest/globals';
import { postgresError } from '../../../../shared/engines/postgres-errors.ts';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';

const withCode = (code: string, message = 'the words of the database') =>
  Object.assign(new Error(message), { code });

describe('postgresError', () => {
  it.each([
    ['08006', 'DatabaseUnavailable'],
    ['0A000', 'SqlSyntaxError'],
    ['21000', 'TypeMismatch'],
    ['22012', 'TypeMismatch'],
    ['22P02', 'TypeMismatch'],
    ['25001', 'UnsafeSql'],
    ['25006', 'UnsafeSql'],
    ['28P01', 'DatabaseUnavailable'],
    ['3D000', 'DatabaseUnavailable'],
    ['3F000', 'UnknownRelation'],
    ['40001', 'EngineBusy'],
    ['40P01', 'EngineBusy'],
    ['42501', 'NotAuthorised'],
    ['42601', 'SqlSyntaxError'],
    ['42703', 'UnknownColumn'],
    ['42702', 'UnknownColumn'],
    ['42803', 'GroupingError'],
    ['42883', 'TypeMismatch'],
    ['42P01', 'UnknownRelation'],
    ['42P02', 'SqlSyntaxError'],
    ['53200', 'EngineBusy'],
    ['53300', 'EngineBusy'],
    ['54001', 'SqlSyntaxError'],
    ['55P03', 'EngineBusy'],
    ['57014', 'StatementTimeout'],
    ['57P01', 'DatabaseUnavailable'],
    ['57P03', 'DatabaseUnavailable'],
    ['XX000', 'Internal'],
    ['P0001', 'Internal'],
  ])('calls SQLSTATE %s %s', (code, name) => {
    expect(postgresError(withCode(code)).name).toBe(name);
  });

  it.each([
    withCode('ECONNREFUSED', ''),
    withCode('ECONNRESET', 'read ECONNRESET'),
    withCode('EPIPE', 'This socket has been ended by the other party'),
    withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND db.internal'),
    new Error('Connection terminated unexpectedly'),
    new Error('Connection terminated due to connection timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('timeout expired'),
    new Error('Client has encountered a connection error and is not queryable'),
  ])('takes "%s" for a server that is gone, and tells no address', (error) => {
    expect(postgresError(error)).toMatchObject({
      name: 'DatabaseUnavailable',
      message: 'The database could not be reached.',
    });
  });

  it.each([
    withCode('SELF_SIGNED_CERT_IN_CHAIN'),
    withCode('CERT_HAS_EXPIRED'),
    withCode('ERR_TLS_CERT_ALTNAME_INVALID'),
    withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  ])('takes $code for a matter of configuration', (error) => {
    expect(postgresError(error).name).toBe('ConfigInvalid');
  });

  it('passes the words of the database on about SQL, and keeps them of what is inside', () => {
    expect(postgresError(withCode('42703')).message).toBe('the words of the database');
    expect(postgresError(withCode('XX000')).message).not.toContain('the words of the database');
    expect(postgresError(withCode('53300')).message).not.toContain('the words of the database');
  });

  it('leaves an error of the contract as it is', () => {
    const error = new InqueryError('StatementTimeout', 'Long.');

    expect(postgresError(error)).toBe(error);
  });

  it.each([undefined, null, 'text', 7, {}])('calls %j Internal', (thrown) => {
    expect(postgresError(thrown).name).toBe('Internal');
  });
});
