/** What a store holds of one plan: what it tells elsewhere, of which repository and revision. JSON, checked when it is read. */
import type { ToldElsewhere } from '../../plan/facts/across/elsewhere.ts';
import { misfit, type Shape } from '../shape.ts';

/** Raised when something of it is renamed, removed or means something else. */
export const STORE_VERSION = 1;

export interface PlanRecord {
  readonly repository: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly revision: string;
  /** When that was committed, in seconds since 1970: the latest one holds. */
  readonly committed: number;
  /** The plan is gone. */
  readonly withdrawn?: true;
  readonly releases: readonly ToldElsewhere[];
}

/** What a plan of another repository tells, by the name of a file that nobody can open. */
export interface PlanTold {
  readonly file: string;
  readonly whose: string;
  readonly releases: readonly ToldElsewhere[];
}

/** In the order of their names. */
export function plansTold(records: readonly PlanRecord[]): readonly PlanTold[] {
  return records
    .map(({ repository: whose, path, releases }) => ({
      // Half a character is none in an address.
      file: `store:${encodeURI(`${whose}/${path}`.replace(/\p{Surrogate}/gu, '\ufffd'))}`,
      whose,
      releases,
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

export function writeRecord(record: PlanRecord): string {
  return `${JSON.stringify({ version: STORE_VERSION, ...record })}\n`;
}

/** The record, or what is wrong with the text; `beside`: what of it stands beside the text. */
export function readRecord(text: string, beside: Partial<PlanRecord> = {}): PlanRecord | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (typeof content === 'object') content = { ...content, ...beside };
  const { version } = (content ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > STORE_VERSION)
    return `it is of version ${version}, and this Release Plan reads up to ${STORE_VERSION}`;
  const wrong = version === STORE_VERSION ? misfit(content, RECORD) : 'it has no version';
  return wrong ?? (content as PlanRecord);
}

const SPAN: Shape = { start: 'number', end: 'number' };
const TAKEN: Shape = [{ name: 'text', kind: 'text', fixed: 'flag', span: SPAN, line: 'number', 'label?': 'text' }];
const RECORD: Shape = {
  repository: 'text',
  path: 'text',
  revision: 'text',
  committed: 'number',
  'withdrawn?': 'flag',
  releases: [
    {
      release: 'text',
      zone: 'text',
      line: 'number',
      'T?': 'number',
      'work?': SPAN,
      people: TAKEN,
      environments: TAKEN,
      systems: TAKEN,
      needs: [{ name: 'text', needed: [{ name: 'text', relation: 'text' }] }],
      freezes: [{ name: 'text', of: ['text'], 'exceptBy?': 'text', spans: [SPAN], line: 'number' }],
      rooms: [{ room: 'text', kind: 'text', span: SPAN, line: 'number', 'label?': 'text' }],
      reserved: [{ name: 'text', span: SPAN }],
      records: [{ number: 'text', line: 'number' }],
    },
  ],
};
