import type { ModelUse } from '../contracts/job.ts';
import { InqueryError } from '../platform/inquery-error.ts';

/** ModelOutputInvalid: a model answered, but with no tool call that can be read. It is paid for all the same. */
export class UnusableReply extends InqueryError {
  readonly use: ModelUse;
  /** What came instead, for the evidence. */
  readonly reply: unknown;

  constructor(message: string, use: ModelUse, reply: unknown) {
    super('ModelOutputInvalid', message);
    this.use = use;
    this.reply = reply;
  }
}
