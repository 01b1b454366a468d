/** What Project has no element for stands in its text fields, under the heads of the run sheet; a file that has them is ours. */

/** By the head: the number of the text field, and its id. */
const IDS = [
  188743731, 188743734, 188743737, 188743740, 188743743, 188743746, 188743747, 188743748, 188743749, 188743750,
  188743997, 188743998, 188743999, 188744000,
];

/** Those that a run sheet has as well. */
export const SHEET_HEADS = [
  'ID',
  'Phase',
  'Action',
  'Systems',
  'Owner',
  'With',
  'Duration',
  'After',
  'When',
  'Undo',
  'Link',
] as const;

const HEADS = [
  ...SHEET_HEADS,
  'Titled',
  // Of an hour that the clocks show twice: which one.
  'Begin',
  'Finish',
] as const;
export type Head = (typeof HEADS)[number];

export const OWN_FIELDS: readonly { readonly head: Head; readonly id: string; readonly name: string }[] = HEADS.map(
  (head, i) => ({ head, id: String(IDS[i]), name: `Text${i + 1}` }),
);

/** In the subject: what zone the times are in, which the format cannot say. */
export const ZONE_SUBJECT = 'Times are in ';
/** Of a resource: what it is. */
export const GROUP_OF_PEOPLE = 'person';
