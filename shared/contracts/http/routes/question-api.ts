import { QUESTION_ROUTES } from './questions.ts';

/** The part of the API that serve-http answers. */
export const QUESTION_API = QUESTION_ROUTES;
