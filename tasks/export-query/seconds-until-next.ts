import type { Delivery } from './ports.ts';

const FIRST_RETRY_SECONDS = 5;
const LAST_RETRY_SECONDS = 120;

/** How long a message stays hidden after a delivery that came to nothing: longer each time. */
export const secondsUntilNext = ({ receiveCount }: Delivery) =>
  Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (receiveCount - 1));
