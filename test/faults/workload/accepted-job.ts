/** What the product has promised to bring to an end. */
export interface AcceptedJob {
  readonly kind: 'question' | 'export' | 'batch';
  readonly id: string;
  /** What it was, for whoever reads of a violation. */
  readonly asked: string;
  /** Of a batch: the questions of its file, one a row. */
  readonly rows?: readonly string[];
}
