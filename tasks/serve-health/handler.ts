import { createHandler } from '../../shared/http/lambda-handler.ts';
import { API } from './api.ts';
import { newDependencies } from './dependencies.ts';

/** Whether questions can be answered, over HTTP, behind API Gateway's proxy integration. */
export const handler = createHandler(API, newDependencies());
