/** What a title says is done, and to what: `Restart the order service` is a `start` of `order-service`. Always a guess. */
import { BLOCK_KINDS, VERBS, type Verb } from '../../plan/model.ts';
import { synonymsOf } from '../synonyms.ts';

const WITHOUT_TARGET: readonly Verb[] = ['wait', 'meet', 'gate', 'task'];
/** Verbs that are believed when one step alone says so: the others are said of many things that are no systems. */
const PLAIN: readonly Verb[] = ['deploy', 'backup', 'snapshot', 'migrate', 'restore', 'stop'];

const ARTICLES = /^(?:the|a|an|all|der|die|das|den|dem|alle|le|la|les|l['’]|el|los|las)(?:\s+|(?<=['’]))/i;
const GATE = /\b(?:go\s*[/-]?\s*no[\s-]?go|go\/nogo|freigabeentscheidung)\b/i;

export interface VerbGuess {
  readonly verb: Verb;
  /** What stands behind the verb, as the title has it. */
  readonly target?: string;
}

/** The verb and target that a title may mean; undefined: a mere task. */
export function guessed(title: string): VerbGuess | undefined {
  if (GATE.test(title)) return { verb: 'gate' };
  const [first = '', ...rest] = together(title.trim()).split(/\s+/);
  const word = first.replace(/[:,.]$/, '');
  const verb = verbOf(word);
  if (!verb || verb === 'task') return undefined;
  const target = rest.join(' ').replace(ARTICLES, '').trim();
  if (WITHOUT_TARGET.includes(verb)) return { verb };
  // `Deploy to production` says where, and not what.
  if (/^(?:to|on|in|into|from|for|at|with|auf|in|nach|von|zu)\s/i.test(target)) return undefined;
  if (target === '' || target.split(' ').length > 3 || /[,;&/()]|\b(?:and|und|et|y)\b/i.test(target)) return undefined;
  return { verb, target };
}

/** `Back up the database` and `back-up`: a verb of two words is one. */
function together(title: string): string {
  return title.replace(/^(\p{L}+)[\s-]+(up|out|down|off|over|on)\b/iu, (both, one: string, other: string) =>
    verbOf(one + other) ? one + other : both,
  );
}

/** Of steps that say the same about one thing: `Stop the shop` and `Start the shop` mean a system. */
export function isBelieved(guess: VerbGuess, verbs: VerbsOfTargets): boolean {
  const target = guess.target?.toLowerCase();
  if (target === undefined || PLAIN.includes(guess.verb)) return true;
  return verbs.get(target)!.size > 1;
}

/** By what is done to each target, in small letters. */
export type VerbsOfTargets = ReadonlyMap<string, ReadonlySet<Verb>>;

export function verbsOfTargets(guesses: Iterable<VerbGuess>): VerbsOfTargets {
  const verbs = new Map<string, Set<Verb>>();
  for (const { verb, target } of guesses) {
    if (target === undefined) continue;
    const key = target.toLowerCase();
    verbs.set(key, (verbs.get(key) ?? new Set<Verb>()).add(verb));
  }
  return verbs;
}

/** `Ausrollen` → `deploy`. */
export function verbOf(word: string): Verb | undefined {
  const plain = word.toLowerCase();
  return VERBS.find((verb) => verb === plain) ?? VERBS.find((verb) => synonymsOf(plain, 'line').includes(verb));
}

/** `Vorbereitung` → `prepare`; undefined: people call it so, and it says nothing. */
export function blockKindOf(words: string): (typeof BLOCK_KINDS)[number] | undefined {
  const plain = words.trim().toLowerCase();
  const kinds = BLOCK_KINDS.filter((kind) => kind !== 'messages');
  const exact = kinds.find((kind) => kind === plain) ?? (plain === 'messages' ? 'messages' : undefined);
  if (exact) return exact;
  for (const [kind, pattern] of BLOCK_WORDS) if (pattern.test(plain)) return kind;
  return kinds.find((kind) => synonymsOf(plain.replace(/\s+/g, '-'), 'line').includes(kind));
}

const BLOCK_WORDS: readonly (readonly [(typeof BLOCK_KINDS)[number], RegExp])[] = [
  ['rollback', /\b(?:roll[\s-]?back|back[\s-]?out|fall[\s-]?back|rückfall|retour arrière|reversi[oó]n)\b/],
  [
    'follow-up',
    /\b(?:post|follow[\s-]?up|after[\s-]?care|nachbereitung|nacharbeiten|clean[\s-]?up|suivi|seguimiento)\b/,
  ],
  [
    'prepare',
    /\b(?:pre|prep|preparation|preparations|vorbereitung|vorbereitungen|vorab|préparation|preparaci[oó]n|before)\b/,
  ],
  [
    'run',
    /\b(?:run|cut[\s-]?over|go[\s-]?live|execution|implementation|deployment|durchführung|umstellung|bascule|ejecuci[oó]n|night)\b/,
  ],
  ['outage', /\b(?:outage|downtime|ausfall|wartungsfenster)\b/],
];
