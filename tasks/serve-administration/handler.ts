import { createHandler } from '../../shared/http/lambda-handler.ts';
import { API } from './api.ts';
import { newDependencies } from './dependencies.ts';

/** What is administered over HTTP, and the API's own description, behind API Gateway's proxy integration. */
export const handler = createHandler(API, newDependencies());
