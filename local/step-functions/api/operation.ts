import type { JsonObject } from '../json.ts';

/** One operation of the Step Functions API: request in, answer out; throws an ApiError. */
export type Operation = (request: JsonObject) => JsonObject;
