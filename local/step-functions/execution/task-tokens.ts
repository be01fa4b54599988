import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import { StateFailure } from '../errors.ts';
import type { TokenAnswer } from '../journal/line.ts';

const ID_BYTES = 32;
const SEAL_BYTES = 32;

/** One attempt of a task that waits until its token comes back. */
export interface WaitingTask {
  readonly token: string;
  /** What was sent through the token; rejects with the StateFailure that was sent. */
  readonly outcome: Promise<unknown>;
  isAnswered(): boolean;
  /** Calls `listener` at each heartbeat sent through the token. */
  onHeartbeat(listener: () => void): void;
  /** Makes the token useless; an answered task is closed already. */
  close(): void;
}

/** What a token is opened with. */
export interface TokenOptions {
  /** Given out by an earlier process, and what came through it there. */
  readonly token?: string | undefined;
  readonly answer?: TokenAnswer | undefined;
  /** Keeps an answer or heartbeat beyond this process before it counts; what it throws refuses it. */
  readonly keep?: (fact: { answer: TokenAnswer } | { heard: number }) => void;
  readonly now?: () => number;
}

/** What can be sent through a token; an answer closes it. */
export interface TokenReceiver {
  succeed(output: unknown): void;
  fail(failure: StateFailure): void;
  heartbeat(): void;
}

/**
 * The tokens that tasks wait for. A token is a random id with a seal only this process can make, so that one
 * that was never given out can be told from one whose task has ended, without keeping those that ended.
 */
export class TaskTokens {
  readonly #receivers = new Map<string, TokenReceiver>();
  #secret: Buffer | undefined;

  /** With the secret of an earlier process its tokens are known again. */
  constructor(secret?: Buffer) {
    this.#secret = secret;
  }

  /** Gives out a token, good until it is answered or closed. */
  open({
    token = this.#newToken(),
    answer: given,
    keep = () => {},
    now = Date.now,
  }: TokenOptions = {}): WaitingTask {
    const close = () => void this.#receivers.delete(token);
    let heard = () => {};
    let answered = false;
    const outcome = new Promise<unknown>((resolve, reject) => {
      const answer = (settle: () => void) => {
        close();
        answered = true;
        settle();
      };
      const settle = (sent: TokenAnswer) => {
        answer(() =>
          'output' in sent ? resolve(sent.output) : reject(new StateFailure(sent.error, sent.cause)),
        );
      };
      const accept = (sent: TokenAnswer) => {
        keep({ answer: sent });
        settle(sent);
      };
      this.#receivers.set(token, {
        succeed: (output) => accept({ output }),
        fail: ({ error, causeText: cause }) => accept({ error, cause }),
        heartbeat: () => {
          keep({ heard: now() });
          heard();
        },
      });
      if (given) settle(given);
    });
    // Whoever waits sees the rejection; an execution that ends first never looks.
    outcome.catch(() => {});
    const onHeartbeat = (listener: () => void) => {
      heard = listener;
    };
    return { token, outcome, isAnswered: () => answered, onHeartbeat, close };
  }

  /** Throws an ApiError: InvalidToken, TaskDoesNotExist for one never given out here, TaskTimedOut for one used up. */
  receiver(token: string): TokenReceiver {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== ID_BYTES + SEAL_BYTES || bytes.toString('base64url') !== token) {
      throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
    }
    if (!timingSafeEqual(this.#seal(bytes.subarray(0, ID_BYTES)), bytes.subarray(ID_BYTES))) {
      throw new ApiError('TaskDoesNotExist', "Task Does Not Exist: 'No task has this token'");
    }
    const receiver = this.#receivers.get(token);
    if (!receiver)
      throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return receiver;
  }

  #newToken(): string {
    const id = randomBytes(ID_BYTES);
    return Buffer.concat([id, this.#seal(id)]).toString('base64url');
  }

  #seal(id: Buffer): Buffer {
    this.#secret ??= randomBytes(SEAL_BYTES);
    return createHmac('sha256', this.#secret).update(id).digest();
  }
}
