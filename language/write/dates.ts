/** What plans are made around: freezes, events, and who is there when. */
import type { Outline, OutlineNamed, OutlineSpan } from '../../plan/outline/model.ts';
import { type Cast, declaration } from './cast.ts';
import { type Names, plainTitle } from './names.ts';
import type { Page } from './page.ts';
import { timeText } from './values.ts';

export type Dates = Pick<Outline, 'freezes' | 'events' | 'rosters'>;

/** Those who are named in them. */
export function meetThoseOf({ freezes = [], rosters = [] }: Dates, cast: Cast): void {
  for (const { of = [] } of freezes) for (const one of of) cast.meet('system', one);
  if (freezes.some(({ of = [] }) => of.length === 0)) cast.meet('environment', 'production');
  for (const { covers = [] } of rosters) for (const { by } of covers) cast.meetWho(by);
}

export function declareDates(
  page: Page,
  { freezes, events, rosters }: Dates,
  cast: Cast,
  names: Names,
  zone: string,
): void {
  const titled = ({ title }: OutlineNamed) => (title ? { title: plainTitle(title) } : {});
  for (const freeze of freezes ?? []) {
    const name = names.give(freeze.name, freeze.title, 'freeze');
    const of = (freeze.of?.length ? freeze.of : ['production']).map((one) => cast.name(one) ?? one).join(', ');
    for (const note of freeze.notes ?? []) page.comment(note);
    page.line([declaration('freeze', { name, ...titled(freeze) }), `of ${of}`, spanPiece('from', freeze, zone)]);
  }
  for (const event of events ?? []) {
    const name = names.give(event.name, event.title, 'event');
    const isLink = event.link !== undefined && /^https?:\/\/[^\s"<>]+$/.test(event.link);
    for (const note of [...(event.link && !isLink ? [event.link] : []), ...(event.notes ?? [])]) page.comment(note);
    page.line([
      declaration('event', { name, ...titled(event) }),
      spanPiece('during', event, zone),
      isLink ? { text: `link ${event.link}`, what: 'link' } : undefined,
    ]);
  }
  for (const roster of rosters ?? []) {
    const name = names.give(roster.name, roster.title, 'roster');
    page.block([declaration('roster', { name, ...titled(roster) }), spanPiece('during', roster, zone)], () => {
      for (const { by, from, to, notes = [] } of roster.covers ?? []) {
        for (const note of notes) page.comment(note);
        const who = cast.who(by) ?? 'tbd';
        const span = [from, to].filter((one) => one !== undefined).map((one) => timeText(one, zone));
        page.line([`cover by ${who}`, { text: span.join(' .. '), what: 'when' }]);
      }
    });
  }
}

function spanPiece(form: 'from' | 'during', { from, to }: OutlineSpan, zone: string) {
  if (from === undefined) return undefined;
  const [start, end] = [timeText(from, zone), to === undefined ? undefined : timeText(to, zone)];
  const text =
    form === 'from'
      ? `from ${start}${end ? ` until ${end}` : ''}`
      : `during ${start}${end && end !== start ? ` .. ${end}` : ''}`;
  return { text, what: 'when' };
}
