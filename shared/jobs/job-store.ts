import type { ApprovalDecision, Feedback, KeptStep, QuestionJob } from '../contracts/job.ts';
import type { StepContext } from '../contracts/question-machine.ts';

export interface IdempotencyClaim {
  readonly jobId: string;
  /** SHA-256 of the canonical request body the key was first used with. */
  readonly bodySha256: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it back to get the next page; absent on the last one. */
  readonly cursor?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** What is written when a job ends outside the state machine. */
export interface Close {
  readonly status: 'FAILED' | 'CANCELLED';
  readonly endedBy: 'finaliser' | 'caller';
  readonly error?: { name: 'Internal'; message: string };
}

/** What an approver said of a job, and when. */
export interface Decision {
  readonly decision: ApprovalDecision;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly decisionReason?: string | undefined;
  /** Of the SQL that was looked at: no other is decided on. */
  readonly sha256?: string | undefined;
}

export interface RecordedDecision {
  /** As it then is: whose decision stands is in its `approval`. */
  readonly job: QuestionJob;
  /** Whether this call wrote the decision. */
  readonly isNew: boolean;
  /** What the machine waits for, as long as it does; a secret. */
  readonly token: string | undefined;
}

/** The job records. Every write is conditional: a final status is never left. */
export interface JobStore {
  /** Claims an idempotency key for a new job; returns the earlier claim when the key was used before. */
  claimIdempotencyKey(principalId: string, key: string, claim: IdempotencyClaim): Promise<IdempotencyClaim>;
  /**
   * Writes a SUBMITTED job that is kept for so many days from its creation; past them, and ended, it counts as not
   * there. Returns false when a job of that id is there already.
   */
  create(job: QuestionJob, retentionDays: number): Promise<boolean>;
  find(id: string): Promise<QuestionJob | undefined>;
  /** Newest first. */
  listByPrincipal(principalId: string, page: PageRequest): Promise<Page<QuestionJob>>;
  /** Oldest first: the turns of a conversation. */
  listByConversation(
    principalId: string,
    conversationId: string,
    page: PageRequest,
  ): Promise<Page<QuestionJob>>;
  /** Ids of jobs created before this ISO time that have not ended, oldest first. */
  listOpen(createdBefore: string): Promise<readonly string[]>;
  /** Adds or repeats one step; `context` names it, so that a repeated call writes it once. */
  recordStep(id: string, context: StepContext, step: KeptStep, standaloneQuestion?: string): Promise<void>;
  /** Writes the first decision on a job that awaits approval in time; any other call leaves the job as it is. */
  recordDecision(id: string, decision: Decision): Promise<RecordedDecision | undefined>;
  /** Appends to a job's feedback when it has `after` so far; false when it has not, or there is no such job. */
  addFeedback(id: string, feedback: Feedback, after: number): Promise<boolean>;
  /** Notes what came of one piece of feedback, by its place. */
  noteVerifiedQuery(id: string, index: number, verifiedQueryId: string): Promise<void>;
  /** Ends an open job; returns the job as it then is (ended by this or by something before). */
  close(id: string, close: Close, at: string): Promise<QuestionJob | undefined>;
}
