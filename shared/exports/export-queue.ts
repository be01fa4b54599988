/** What a worker may do with the message it was given, beside having it deleted by returning. */
export interface ExportQueue {
  /** Lets the message come again after that many seconds from now, unless it is deleted. */
  hideFor(receiptHandle: string, seconds: number): Promise<void>;
  /**
   * Sends a copy that comes after that many seconds; the message itself is then to be deleted. Unlike one that comes
   * again, a copy has not been received before: to wait is no failure.
   */
  sendCopy(body: string, seconds: number): Promise<void>;
}
