/** The question, or a part of it, has no reading over this schema; the message says why, for the asker. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
