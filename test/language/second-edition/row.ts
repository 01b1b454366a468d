/** A row of what real plans asked for: a plan that says it, the same plan without it, and what is another then. */
import type { ViewId } from '../../../view/views.ts';

export interface Row {
  /** In the words of whoever asks for it. */
  readonly says: string;
  /** The words stand between `⟦` and `⟧`, behind `¦` what stands there instead where nothing is said. */
  readonly plan: string;
  /** All that is another: at least one. */
  readonly differs: readonly Evidence[];
  /** A line of `diff`: `+ freeze thursdays: is new`. */
  readonly told: string;
}

export type Evidence =
  /** When something is, with the words and without. */
  | { readonly of: string; readonly is: string; readonly was: string }
  /** What is found with them alone. */
  | { readonly finds: string; readonly saying?: string }
  /** What is found without them alone. */
  | { readonly settles: string; readonly saying?: string }
  /** Words of a picture that only the plan with them has. */
  | { readonly view: ViewId; readonly shows: string }
  /** … or only the one without. */
  | { readonly view: ViewId; readonly hides: string }
  /** Of the next plan of a train. */
  | { readonly nextSays: string };

/** What is another than usual. */
export interface Parts {
  readonly file?: string;
  readonly kind?: string;
  readonly window?: string;
  readonly change?: string;
  readonly release?: string;
  /** What stands on the line of the run. */
  readonly runs?: string;
  /** Before its two steps, and instead of them. */
  readonly first?: string;
  readonly run?: string;
  readonly after?: string;
}

/** People who have nothing else to do, a system, and a night on which it is changed and verified. */
export function plan(parts: Parts): string {
  const { file, kind = 'standard', window = NIGHT, change = '', release, runs = '', first, run = RUN, after } = parts;
  const lines = [
    ...CAST,
    file,
    'release r-1 "The night" {',
    `  kind   ${kind}`,
    '  owner  ann',
    `  window ${window}`,
    `  change C1 ${change}`,
    release,
    `  run night ${runs} {`,
    first,
    run,
    '  }',
    after,
    '}',
    '',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

const CAST = [
  ...['ann', 'bob', 'cid'].map((name) => `person ${name}`),
  'team ops is ann, bob, cid',
  'party vendor',
  'audience buyers { channels mail, post }',
  'channel mail',
  'channel post',
  'source grafana',
  'service web',
];
const NIGHT = 'Thu 2026-12-10 20:00 .. Fri 2026-12-11 02:00';
const RUN = 'deploy web as first 10m by ann undo 5m\nverify web as last 10m by bob';

export function withWords({ plan: marked }: Row): string {
  return marked.replace(MARKED, (_, words: string) => words);
}

export function withoutWords({ plan: marked }: Row): string {
  return marked.replace(MARKED, (_all, _words, instead?: string) => instead ?? '');
}

/** Where the words stand in the text that has them. */
export function spansOf({ plan: marked }: Row): readonly { readonly from: number; readonly to: number }[] {
  let shift = 0;
  return [...marked.matchAll(MARKED)].map(({ 0: all, 1: words, index }) => {
    const from = index - shift;
    shift += all.length - words!.length;
    return { from, to: from + words!.length };
  });
}

const MARKED = /⟦([^¦⟧]*)(?:¦([^⟧]*))?⟧/g;
