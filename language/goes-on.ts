/** How what is begun goes on: behind `all` an `of`, behind a condition `and`, behind `again` the time. By tokens alone, as the cursor. */
import type { IToken } from 'chevrotain';
import { CONSENT, CONSEQUENCES, NO_RETURN, OF_MONTH, OPERATORS } from './parts.ts';
import type { Slot } from './slots.ts';

/** What may follow besides the clauses of the line. */
export interface GoingOn {
  /** Words, the most likely first. */
  readonly words: readonly string[];
  /** Names or values that fit. */
  readonly slot?: Slot;
  /** Nothing else may follow yet. */
  readonly only?: true;
}

/** Undefined: the value is whole, and no word goes on with it. */
export function goingOn(line: string, tokens: readonly IToken[], asked: Slot | undefined): GoingOn | undefined {
  const images = tokens.map(({ image }) => image);
  const last = images.at(-1)!;
  if (line === 'point') {
    const next = Object.keys(NO_RETURN)[images.length - 1];
    return next === undefined ? undefined : { words: [next], only: true };
  }
  const ofMonth = inMonth(images);
  if (ofMonth) return ofMonth;
  // A step may be called `all`.
  if (SETS.has(last) && (last === 'any' || asked === 'who')) return { words: ['of'], only: true };
  return inConsequence(line, images) ?? inCondition(line, tokens) ?? inList(line, images, asked);
}

/** `all of ops`, `relay of ops`. */
export const SETS: ReadonlySet<string> = new Set(['any', 'all', 'relay', 'independent']);

/** `every last 2wd of month`. */
function inMonth(images: readonly string[]): GoingOn | undefined {
  const every = images.lastIndexOf('every');
  if (every < 0 || !Object.hasOwn(OF_MONTH.which, images[every + 1] ?? '')) return undefined;
  const next = [{ words: [], slot: 'weekday' as const }, { words: ['of'] }, { words: Object.keys(OF_MONTH.period) }];
  const going = next[images.length - every - 2];
  return going && { ...going, only: true };
}

/** Behind `then`: what is called, and when that is. */
function inConsequence(line: string, images: readonly string[]): GoingOn | undefined {
  const then = images.lastIndexOf('then');
  if (then < 0) return undefined;
  const behind = images.slice(then + 1);
  const said = behind.slice(behind.lastIndexOf(',') + 1);
  const [action, ...rest] = said;
  if (line === 'acknowledge') {
    if (action === undefined) return { words: Object.keys(CONSENT), only: true };
    return action === 'approve' && rest.length === 0 ? { words: [], slot: 'point' } : undefined;
  }
  if (action === undefined || !Object.hasOwn(CONSEQUENCES, action)) return undefined;
  if (action === 'again') {
    if (rest.length === 0) return { words: ['at', 'every'], only: true };
    return rest[0] === 'every' && rest.length === 2 ? { words: ['until'], only: true } : undefined;
  }
  if (action === 'postpone') return rest.length === 0 ? { words: ['to'], only: true } : undefined;
  if (action === 'stop') return undefined;
  if (rest.length === 0) return { words: [], slot: 'called', ...(action !== 'rollback' && { only: true }) };
  return action === 'notify' && rest.length === 1 ? { words: ['via'] } : undefined;
}

/** Lines that are a condition, or begin with one. */
export const CONDITIONS: ReadonlySet<string> = new Set(['criterion', 'expect', 'when']);

function inCondition(line: string, tokens: readonly IToken[]): GoingOn | undefined {
  const at = tokens.findLastIndex(({ image, tokenType }, index) => {
    if (index === 0) return CONDITIONS.has(image);
    if (image === 'until') return tokens[index + 1]?.tokenType.name === 'STRING';
    return image === 'if' || (image === 'and' && tokenType.name === 'and');
  });
  if (at < 0) return undefined;
  const inside = tokens.slice(at + 1);
  const [first] = inside;
  if (!first) return undefined;
  const images = inside.map(({ image }) => image);
  const [operator, over, from] = [
    images.findIndex((one) => Object.hasOwn(OPERATORS, one)),
    ...['over', 'from'].map((one) => images.indexOf(one)),
  ];
  const last = images.length - 1;
  const isWaiting = (index: number) => index === last;
  // A share of what was measured before: `= 100 % of counts`.
  const shared = images.indexOf('of');
  if (operator >= 0 && isWaiting(shared)) return { words: [], slot: 'point', only: true };
  if (operator === last) return { words: ['tbd'], only: true };
  if (isWaiting(over!) || isWaiting(from!)) return undefined;
  const next =
    line === 'when'
      ? ['and', 'then']
      : images.includes('likely')
        ? []
        : tokens[at]!.image === 'until'
          ? []
          : ['and', 'likely'];
  const own = CONDITIONS.has(line) && line !== 'when' ? [] : next;
  // Behind a clause of its own a trigger only lacks what follows.
  if (images.includes('then')) return undefined;
  if (inside.some(({ tokenType }) => ENDS_CONDITION.has(tokenType.name)))
    return line === 'when' ? { words: ['then'] } : undefined;
  const share = images[last] === '%' && shared < 0 ? ['of'] : [];
  const measured = [...share, ...(over! < 0 ? ['over'] : []), ...(from! < 0 ? ['from'] : [])];
  // What becomes of a thing of the plan is compared with a time at most, and read nowhere.
  const isState = first.tokenType.name !== 'STRING';
  const compared = operator < 0 && !(isState && images.includes('failed')) ? Object.keys(OPERATORS) : [];
  // What somebody looks at for a gate is somebody's, and is ticked off.
  const answered = line === 'criterion' && operator >= 0 ? ['by', 'done', 'failed'] : [];
  const words = [...own, ...(isState ? [] : operator < 0 ? ['from'] : measured), ...compared, ...answered];
  return { words, ...(own.length === 0 && CONDITIONS.has(line) && { only: true as const }) };
}

const ENDS_CONDITION: ReadonlySet<string> = new Set(['by', 'with', 'via', 'during', 'at', 'likely']);

/** Behind somebody, a number, a message that waits for its answer. */
function inList(line: string, images: readonly string[], asked: Slot | undefined): GoingOn | undefined {
  const last = images.at(-1)!;
  if (last === 'escalated') return { words: ['to'], only: true };
  if (line === 'acknowledge' && images.at(-2) === 'within') return { words: ['then'] };
  if (MONEY.has(line) && /^\d+(\.\d+)?$/.test(last)) return { words: [], slot: 'unit' };
  if (asked !== 'who' || last === ',') return undefined;
  const isSet = /^\d+$/.test(last);
  if (isSet) return { words: ['of'], only: true };
  if (AMONG.has(last)) return undefined;
  return { words: ['reserve', 'team'].includes(line) ? [] : ['else', 'skilled in', 'independent of'] };
}

const MONEY: ReadonlySet<string> = new Set(['budget', 'cost', 'spent', 'rate', 'fund', 'actual']);

/** Behind these somebody is named. */
const AMONG: ReadonlySet<string> = new Set(['by', 'with', 'is', 'else', 'of', 'in', 'reserve', 'escalate']);
