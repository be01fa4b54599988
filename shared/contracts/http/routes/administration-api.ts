import { KEY_ROUTES } from './keys.ts';
import { OPERATION_ROUTES } from './operations.ts';
import { USAGE_ROUTES } from './usage.ts';

/** The part of the API that serve-administration answers. */
export const ADMINISTRATION_API = {
  ...KEY_ROUTES,
  ...OPERATION_ROUTES,
  ...USAGE_ROUTES,
} as const;
