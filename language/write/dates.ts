/** What plans are made around: freezes, events, and who is there when. */
import type { Outline, OutlineNamed, OutlineRoster, OutlineSpan } from '../../plan/outline/model.ts';
import { type Cast, declaration } from './cast.ts';
import { type Names, plainTitle } from './names.ts';
import type { Page } from './page.ts';
import { instantIn, timeText } from './values.ts';

export type Dates = Required<Pick<Outline, 'freezes' | 'events' | 'rosters'>>;

/** Those that count from the release stand in it, and mean nothing anywhere else. */
export function apart(dates: Partial<Dates>, zone: string): { readonly absolute: Dates; readonly relative: Dates } {
  const isFixed = (text: string | undefined) =>
    text === undefined || text === 'tbd' || instantIn(text, zone) !== undefined;
  const isAbsolute = (one: OutlineSpan & Partial<OutlineRoster>) =>
    isFixed(one.from) &&
    isFixed(one.to) &&
    (one.covers ?? []).every(({ from, to }) => [from, to].every((text) => isFixed(text) || CLOCK.test(text!)));
  const pick = (wanted: boolean): Dates => {
    const own = <T extends OutlineSpan>(all: readonly T[] = []) => all.filter((one) => isAbsolute(one) === wanted);
    return { freezes: own(dates.freezes), events: own(dates.events), rosters: own(dates.rosters) };
  };
  return { absolute: pick(true), relative: pick(false) };
}

/** `Sat 09:00`, of the span around it. */
const CLOCK = /^(?:[A-Z][a-z]{2} )?\d{1,2}:\d{2}$/;

/** Those who are named in them. */
export function meetThoseOf({ freezes = [], rosters = [] }: Partial<Dates>, cast: Cast): void {
  for (const { of = [] } of freezes) for (const one of of) cast.meet('system', one);
  if (freezes.some(({ of = [] }) => of.length === 0)) cast.meet('environment', 'production');
  for (const { by, covers = [] } of rosters) for (const who of [by, ...covers.map((one) => one.by)]) cast.meetWho(who);
}

export function declareDates(
  page: Page,
  { freezes, events, rosters }: Dates,
  cast: Cast,
  names: Names,
  zone: string,
): void {
  const titled = ({ title }: OutlineNamed) => (title ? { title: plainTitle(title) } : {});
  for (const freeze of freezes) {
    const name = names.give(freeze.name, freeze.title, 'freeze');
    const of = (freeze.of?.length ? freeze.of : ['production']).map((one) => cast.name(one) ?? one).join(', ');
    for (const note of freeze.notes ?? []) page.comment(note);
    page.line([
      declaration('freeze', { name, ...titled(freeze) }),
      `of ${of}`,
      everyPiece(freeze.every),
      spanPiece('from', freeze, zone),
    ]);
  }
  for (const event of events) {
    const name = names.give(event.name, event.title, 'event');
    const isLink = event.link !== undefined && /^https?:\/\/[^\s"<>]+$/.test(event.link);
    for (const note of [...(event.link && !isLink ? [event.link] : []), ...(event.notes ?? [])]) page.comment(note);
    page.line([
      declaration('event', { name, ...titled(event) }),
      spanPiece('during', event, zone),
      isLink ? { text: `link ${event.link}`, what: 'link' } : undefined,
    ]);
  }
  for (const roster of rosters) {
    const name = names.give(roster.name, roster.title, 'roster');
    const { by, via, covers = [] } = roster;
    const who = cast.who(by);
    const head = [
      declaration('roster', { name, ...titled(roster) }),
      who ? { text: `by ${who}`, what: 'by' } : undefined,
      viaPiece(via),
      spanPiece('during', roster, zone),
    ];
    page.block(head, () => {
      for (const cover of covers) {
        for (const note of cover.notes ?? []) page.comment(note);
        page.line([
          `cover by ${cast.who(cover.by) ?? 'tbd'}`,
          viaPiece(cover.via),
          spanPiece(cover.every === undefined ? 'alone' : 'during', cover, zone),
          everyPiece(cover.every),
          cover.otherwise ? 'otherwise' : undefined,
        ]);
      }
    });
  }
}

function viaPiece(via: readonly string[] = []) {
  return via.length === 0 ? undefined : { text: `via ${via.join(', ')}`, what: 'via' };
}

function everyPiece(every: string | undefined) {
  return every === undefined ? undefined : { text: `every ${every}`, what: 'every' };
}

function spanPiece(form: 'from' | 'during' | 'alone', { from, to }: OutlineSpan, zone: string) {
  const [start, end] = [from, to].map((text) => (text === undefined ? undefined : timeText(text, zone)));
  if (start === undefined && end === undefined) return undefined;
  const text =
    form === 'from'
      ? [start && `from ${start}`, end && `until ${end}`].filter(Boolean).join(' ')
      : `${form === 'during' ? 'during ' : ''}${start ?? ''}${end && (end !== start || form === 'alone') ? ` .. ${end}` : ''}`;
  // Whoever covers says when.
  return { text, what: 'when', isAll: form === 'alone' };
}
