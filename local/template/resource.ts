/** One resource of a synthesised template, its properties as CloudFormation has them. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Something in the template that the local stack does not know: it refuses rather than ignores. */
export class UnsupportedTemplate extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsupportedTemplate';
  }
}

export function unsupported(resource: Resource, what: string): UnsupportedTemplate {
  return new UnsupportedTemplate(`${resource.logicalId} (${resource.type}): ${what}`);
}
