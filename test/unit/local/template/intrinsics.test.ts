import { describe, expect, it } from '@jest/globals';
import { resolveIntrinsics } from '../../../../local/template/intrinsics.ts';

const references = {
  ref: (name: string) => `ref-${name}`,
  attribute: (logicalId: string, attribute: string) => `${logicalId}.${attribute}`,
};

describe('intrinsic functions', () => {
  it.each([
    [{ Ref: 'Table' }, 'ref-Table'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'Table.Arn'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
    [
      { 'Fn::Sub': `x-\${AWS::Region}-\${Table.Arn}-\${!Literal}` },
      `x-ref-AWS::Region-Table.Arn-\${Literal}`,
    ],
    [{ 'Fn::Sub': [`\${Name}!`, { Name: { Ref: 'A' } }] }, 'ref-A!'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ Variables: { LIST: [{ Ref: 'A' }], PLAIN: true } }, { Variables: { LIST: ['ref-A'], PLAIN: true } }],
  ])('resolve %j', (value, expected) => {
    expect(resolveIntrinsics(value, references)).toEqual(expected);
  });

  it.each([{ 'Fn::ImportValue': 'x' }, { 'Fn::If': ['a', 'b', 'c'] }, { 'Fn::Select': [4, ['a']] }])(
    'refuse %j',
    (value) => {
      expect(() => resolveIntrinsics(value, references)).toThrow(
        expect.objectContaining({ name: 'UnsupportedTemplate' }),
      );
    },
  );
});
