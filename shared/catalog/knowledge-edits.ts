import type { GlossaryEdit, GlossaryEntry, JoinedColumns, RelationshipEdit } from '../contracts/knowledge.ts';

/** Who edits, and when. */
export interface EditedBy {
  readonly by: string;
  readonly at: string;
}

/** What people have said over HTTP about tables, columns and metrics; it goes before files and comments. */
export interface GlossaryEdits {
  /** All edits of a source, sorted by what they are about. */
  list(source: string): Promise<GlossaryEdit[]>;
  /**
   * Puts in what an entry says, in the place of an earlier edit of the same thing. With `ifRevision` only when the
   * edit there has that revision (0: when there is none); undefined when it has not.
   */
  put(
    source: string,
    entry: GlossaryEntry,
    who: EditedBy,
    ifRevision?: number,
  ): Promise<GlossaryEdit | undefined>;
  /** Takes an edit back by its id (`glossaryEntryId`): files and comments count again. False when there is none. */
  delete(source: string, entryId: string, who: EditedBy): Promise<boolean>;
}

/** What people have said over HTTP about relationships. */
export interface RelationshipEdits {
  list(source: string): Promise<RelationshipEdit[]>;
  /** Confirms or hides one; see GlossaryEdits.put for `ifRevision`. */
  put(
    source: string,
    relationship: JoinedColumns,
    verdict: RelationshipEdit['verdict'],
    who: EditedBy,
    ifRevision?: number,
  ): Promise<RelationshipEdit | undefined>;
  /** Takes an edit back; false when there is none. */
  delete(source: string, relationship: JoinedColumns, who: EditedBy): Promise<boolean>;
}
