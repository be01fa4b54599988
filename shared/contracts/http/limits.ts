/** The longest a call waits, in seconds: API Gateway ends it at 29. */
export const MAX_WAIT_SECONDS = 25;
export const MAX_BODY_BYTES = 64 * 1024;
