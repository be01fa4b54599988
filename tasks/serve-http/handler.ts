import { newDependencies } from './dependencies.ts';
import { createHandler } from './lambda-handler.ts';

/** The HTTP API, behind API Gateway's proxy integration. */
export const handler = createHandler(newDependencies());
