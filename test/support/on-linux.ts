import { it } from '@jest/globals';

/** For what only Linux has, such as /proc; skipped elsewhere. */
export const onLinux = process.platform === 'linux' ? it : it.skip;
