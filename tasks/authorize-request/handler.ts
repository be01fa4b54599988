import { createAuthorizer } from './authorize.ts';
import { newDependencies } from './dependencies.ts';

/** Lambda authoriser of the REST API (type REQUEST). */
export const handler = createAuthorizer(newDependencies());
