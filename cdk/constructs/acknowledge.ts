import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Accepts cdk-nag findings under a construct: the rule's id → why it is right as it is. */
export function acknowledge(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const rules = Object.entries(reasons).map(([id, reason]) => ({ id, reason }));
  Validations.of(scope).acknowledge(...rules);
}

/** A resource as cdk-nag writes it in a finding: references in angle brackets. */
function findingText(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  if (typeof resource !== 'object' || resource === null) throw new Error('Not a resource of a policy.');
  if ('Ref' in resource) return `<${resource.Ref}>`;
  if ('Fn::GetAtt' in resource && Array.isArray(resource['Fn::GetAtt'])) {
    return `<${resource['Fn::GetAtt'].join('.')}>`;
  }
  if ('Fn::Join' in resource && Array.isArray(resource['Fn::Join'])) {
    const [delimiter, parts] = resource['Fn::Join'];
    return parts.map(findingText).join(delimiter);
  }
  throw new Error(`cdk-nag’s name of this resource is not known: ${JSON.stringify(resource)}`);
}

/** Accepts the wildcards in the resources of these statements, for the one reason given. */
export function acknowledgeWildcards(
  scope: IConstruct,
  statements: readonly PolicyStatement[],
  reason: string,
): void {
  const resources = statements
    .flatMap((statement) => statement.resources)
    .map((resource) => findingText(Stack.of(scope).resolve(resource)))
    .filter((resource) => resource.includes('*'));
  acknowledge(
    scope,
    Object.fromEntries(resources.map((name) => [`AwsSolutions-IAM5[Resource::${name}]`, reason])),
  );
}
