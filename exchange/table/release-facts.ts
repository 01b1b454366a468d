/** What a page, or what stands above a table, says of the release itself: `**Owner:** Mara Lind`, in a line, a list or a cell. */
import type { Row } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import type { Moments } from './values/moments.ts';

type Facts = { -readonly [K in keyof Outline]: Outline[K] };

const KEYS: readonly (readonly [RegExp, keyof Outline])[] = [
  [/^(?:release|release name|version)$/, 'release'],
  [/^(?:kind|type|type of release|release type|change type|art)$/, 'kind'],
  [/^(?:owner|(?:(?:release|change|cut-?over|deployment) )?(?:manager|lead|owner)|verantwortlich)$/, 'owner'],
  [/^(?:sponsor|client|auftraggeber)$/, 'sponsor'],
  [/^(?:zone|time ?zone|zeitzone)$/, 'zone'],
  [/^(?:window|maintenance window|change window|release window|wartungsfenster)$/, 'window'],
  [
    /^(?:change|rfc|change (?:request|number|record|id|no|nr)|change (?:request|record) (?:number|id|no|nr))$/,
    'changes',
  ],
];

/** Whether the line says one; what it says that cannot be taken is told. */
export function takeFact(line: string, facts: Facts, moments: Moments, row: Row): boolean {
  const [, what, text] = /^\s*([\p{L} -]{2,30})\.?\s*[:：]\s*(\S.*?)\s*$/u.exec(line) ?? [];
  const key = what === undefined ? undefined : KEYS.find(([words]) => words.test(what.trim().toLowerCase()))?.[1];
  if (key === undefined || text === undefined) return false;
  // `Version: 0.9 DRAFT` is of the paper.
  if (/^version$/i.test(what!) && /\s/.test(text)) return false;
  if (key === 'window') {
    const [from, to] = text.split(/\s+(?:\.\.|–|—|-|to|until|bis)\s+/);
    const span = moments.timesOf({ start: from, end: to }, row);
    if (span.start === undefined) return false;
    facts.window = { from: span.start, ...(span.end !== undefined && { to: span.end }) };
  } else if (key === 'changes') facts.changes = [...(facts.changes ?? []), ...text.split(/[,;\s]+/)];
  // It is a name, or the title where there is none; `Release: Dec 27` is when.
  else if (key === 'release' && (moments.reads(text) || (/\s/.test(text) && facts.title !== undefined))) return false;
  else if (facts[key] !== undefined) row.left(`${what} "${text}"`, 'another one is said before');
  else if (key === 'release' && /\s/.test(text)) facts.title ??= text;
  else if (key === 'kind') facts.kind = text.toLowerCase();
  else facts[key as 'owner'] = text.replace(/^@/, '');
  return true;
}
