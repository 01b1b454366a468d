/** The lines of blocks, steps and milestones. */
import { titleText } from '../../plan/facts/words.ts';
import type { OutlineAfter, OutlineItem } from '../../plan/outline/model.ts';
import type { Zone } from '../../plan/time/model.ts';
import type { Cast } from './cast.ts';
import { index, keyOf, labelOf, type Settled, undoBy, WITHOUT_TARGETS } from './items.ts';
import { canBeName, type Names, plainTitle } from './names.ts';
import type { Page, Piece } from './page.ts';
import { durationText, timeText } from './values.ts';

interface Context {
  readonly cast: Cast;
  readonly names: Names;
  readonly zone: Zone;
}

type Find = (text: string) => Settled | undefined;

export function writeItems(page: Page, settled: readonly Settled[], context: Context): void {
  const all = index(settled);
  const find: Find = (text) => all.get(keyOf(text));
  for (const one of settled) {
    page.gap();
    writeItem(page, one, context, find);
  }
}

function writeItem(page: Page, one: Settled, context: Context, find: Find): void {
  const { item, kind } = one;
  const options = {
    ...(one.row && { row: one.row }),
    comments: [...(item.notes ?? []), ...(one.lost ?? []), ...actual(item)],
    key: one,
    ...(kind === 'milestone' && { lacking: 'tbd' }),
    ...(one.guess !== undefined && { remark: one.guess }),
  };
  if (kind === 'messages') {
    for (const inner of one.items) writeItem(page, inner, context, find);
    return;
  }
  const pieces =
    kind === 'step' ? stepPieces(one, context, find) : [...headPieces(one), ...clauses(one, context, find)];
  const checks = item.checklist ?? [];
  if (kind === 'step' || kind === 'milestone') {
    if (checks.length === 0 || kind === 'milestone') page.line(pieces, options);
    else page.block(pieces, () => writeChecklist(page, one, context), options);
    return;
  }
  page.block(
    pieces,
    () => {
      for (const inner of one.items) writeItem(page, inner, context, find);
    },
    options,
  );
}

function actual({ actualStart, actualEnd }: OutlineItem): readonly string[] {
  const [start, end] = [actualStart, actualEnd];
  return start || end ? [`actual: ${start ?? '?'} .. ${end ?? ''}`.trim()] : [];
}

/** `deploy web as first "Title"`. */
function stepPieces(one: Settled, context: Context, find: Find): readonly Piece[] {
  const { verb = 'task', targets, name } = one;
  const isPlain = WITHOUT_TARGETS.includes(verb);
  const plain = (word: string) => [word, name].filter(Boolean).join(' ');
  const named = [`${verb} ${targets.join(', ')}`, ...(name === undefined ? [] : [`as ${name}`])].join(' ');
  const title = titleOf(one, context.cast);
  return [
    // Where nothing can be called what it is done to, it is a task.
    isPlain ? { text: plain(verb) } : { text: named, instead: plain('task') },
    ...(title === undefined ? [] : [{ text: titleText(title) }]),
    ...clauses(one, context, find),
  ];
}

/** Undefined where verb and target say it already. */
function titleOf({ item, verb, targets, title }: Settled, cast: Cast): string | undefined {
  if (title === undefined || title === `${verb} ${item.targets?.join(', ')}`) return undefined;
  if (targets.length !== 1) return title;
  const target = targets[0]!;
  const isMeant = ['system', 'audience'].includes(cast.kindOf(target)!);
  const said = [target, ...(isMeant ? [cast.titleOf(target) ?? target] : [])];
  return said.some((one) => keyOf(`${verb} ${one}`) === keyOf(title)) ? undefined : title;
}

function headPieces({ kind, name, title }: Settled): readonly Piece[] {
  return [
    { text: name === undefined ? kind : `${kind} ${name}` },
    ...(title === undefined ? [] : [{ text: titleText(title) }]),
  ];
}

/** In the order of a line; the formatter knows it better. */
function clauses(one: Settled, { cast, zone }: Context, find: Find): readonly Piece[] {
  const { item, kind, verb } = one;
  const pieces: Piece[] = [];
  const add = (what: string, text: string | undefined) => {
    if (text !== undefined && text !== '')
      pieces.push({ what, text: what === 'duration' || what === 'when' ? text : `${what} ${text}` });
  };
  const time = (text: string | undefined) => (text === undefined ? undefined : timeText(text, zone));
  const people = (all: readonly string[] = []) =>
    all
      .flatMap((who) => cast.who(who) ?? [])
      .filter((who) => who !== 'tbd')
      .join(', ');
  if (item.during?.from === undefined && item.during?.to !== undefined)
    one.row?.left(`during .. ${item.during.to}`, 'it does not say from when');
  if (item.during?.from !== undefined)
    add('during', `${time(item.during.from)}${item.during.to === undefined ? '' : ` .. ${time(item.during.to)}`}`);
  if (one.span !== undefined) add('during', one.span);
  else if (kind !== 'milestone') add('duration', item.duration);
  add('by', cast.who(item.by));
  add('with', people(item.with));
  add('via', names(item.via));
  addPlace('in', item.in, kind === 'step' && verb !== 'record' ? cast.name(item.in) : undefined);
  addPlace('to', item.to, verb === 'grant' ? cast.who(item.to) : verb === 'switch' ? shareIn(item.to) : undefined);
  addPlace('from', item.from, verb === 'revoke' ? cast.who(item.from) : stepCalled(item.from));
  add('version', item.version);
  const at = one.span === undefined ? time(item.at ?? one.at) : undefined;
  if (kind === 'milestone') add('when', at);
  else add('at', at);
  add('not before', time(item.notBefore));
  add('due', time(item.due));
  for (const was of item.was ?? []) add('was', time(was));
  add('every', item.every);
  add('after', (item.after ?? []).flatMap((after) => afterText(after, one, find) ?? []).join(', '));
  add('undo', undoText(item.undo, cast));
  add('tags', names(item.tags));
  for (const link of item.links ?? []) {
    if (/^https?:\/\/[^\s"<>{}]+$/.test(link)) add('link', link);
    else one.row?.left(`link "${link}"`, 'it is no address of a page');
  }
  if (item.optional) pieces.push({ what: 'optional', text: 'optional' });
  if (item.done) pieces.push({ what: 'done', text: 'done' });
  return pieces;

  /** `restore db from backup`: what another line of the outline is called by its id. */
  function stepCalled(text: string | undefined): string | undefined {
    const other = text === undefined ? undefined : find(text);
    return other && other !== one ? other.name : undefined;
  }

  /** @param known what it is called, where that is no mere name */
  function addPlace(word: 'in' | 'to' | 'from', text: string | undefined, known: string | undefined): void {
    if (text === undefined) return;
    const place = known ?? nameIn(text);
    if (place === undefined) one.row?.left(`${word} "${text}"`, 'it is no name');
    add(word, place);
  }

  function names(all: readonly string[] | undefined): string | undefined {
    const readable = (all ?? []).flatMap((text) => nameIn(text) ?? []);
    for (const text of all ?? []) if (nameIn(text) === undefined) one.row?.left(`"${text}"`, 'it is no name');
    return readable.length > 0 ? readable.join(', ') : undefined;
  }
}

/** `10 min by Joost Bakker`: who takes it back may stand behind how long that takes. */
function undoText(text: string | undefined, cast: Cast): string | undefined {
  if (text === undefined) return undefined;
  const [length, who] = undoBy(text);
  const written = durationText(length) ?? length;
  return who === undefined ? written : `${written} by ${cast.who(who)}`;
}

/** `switch search to 10 %`: of its traffic. */
function shareIn(text: string | undefined): string | undefined {
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(plainTitle(text ?? ''));
  return share ? `${share[1]} %` : undefined;
}

function nameIn(text: string): string | undefined {
  const plain = plainTitle(text);
  if (canBeName(plain)) return plain;
  const joined = plain.toLowerCase().replace(/\s+/g, '-');
  return canBeName(joined) ? joined : undefined;
}

function afterText({ of, side, lag, most }: OutlineAfter, one: Settled, find: Find): string | undefined {
  const target = find(of);
  if (!target) {
    one.row?.left(`after "${of}"`, 'nothing is called so');
    return undefined;
  }
  if (target === one) {
    one.row?.left(`after "${of}"`, 'that is itself');
    return undefined;
  }
  const point = `${target.name ?? labelOf(target) ?? target.kind}${side === undefined || side === 'end' ? '' : `.${side}`}`;
  const least = lag === undefined || (one.isSooner && !lag.startsWith('-')) ? undefined : (durationText(lag) ?? lag);
  if (most !== undefined) return `${point} + ${least ?? ''}..${durationText(most) ?? most}`;
  if (least === undefined || /^0[a-z]+$/.test(least)) return point;
  return least.startsWith('-') ? `${point} - ${least.slice(1)}` : `${point} + ${least}`;
}

function writeChecklist(page: Page, one: Settled, { cast, zone }: Context): void {
  for (const { text, by, due, done } of one.item.checklist ?? []) {
    const who = cast.who(by);
    page.line(
      [
        `- ${titleText(plainTitle(text))}`,
        who && who !== 'tbd' ? { text: `by ${who}`, what: 'by' } : undefined,
        due ? { text: `due ${timeText(due, zone)}`, what: 'due' } : undefined,
        done ? { text: 'done', what: 'done' } : undefined,
      ],
      one.row && { row: one.row },
    );
  }
}
