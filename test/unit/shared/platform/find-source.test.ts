import { describe, expect, it } from '@jest/globals';
import { parseConfiguration } from '../../../../shared/platform/configuration-store.ts';
import { findSource } from '../../../../shared/platform/find-source.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

describe('findSource', () => {
  const configuration = parseConfiguration(JSON.stringify(validDocument()));

  it('finds a configured source', () => {
    expect(findSource(configuration, 'shop').schemas).toEqual(['shop']);
  });

  it.each(['gone', 'constructor', '__proto__', ''])('finds no source %j', (name) => {
    expect(() => findSource(configuration, name)).toThrow(
      expect.objectContaining({ name: 'SourceNotFound' }),
    );
  });
});
