/** A table of texts, whatever file it comes from. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** What messages call a row: `row 5`. */
  place(row: number): string;
  /** The title of what is read: the name of a file or sheet. */
  readonly title: string;
  /** Whether its first row is its head, whatever stands there. */
  readonly hasHead?: boolean;
  /** Of days that name none. */
  readonly year?: number | undefined;
  /** Is told which row the head is. */
  headed?(row: number): void;
  /** What is said of a row beside its cells. */
  notes?(row: number): readonly string[];
}
