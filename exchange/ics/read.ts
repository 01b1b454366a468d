/** Calendars of other programs: holidays, freezes, leave, rosters and what else plans are made around; and what an export of ours has become. */
import ICAL from 'ical.js';
import { append } from '../../plan/grouped.ts';
import { type Row, withRow } from '../../plan/outline/ledger.ts';
import type {
  Outline,
  OutlineCover,
  OutlineDays,
  OutlineEvent,
  OutlineFreeze,
  OutlineItem,
  OutlineRoster,
} from '../../plan/outline/model.ts';
import { isKnownZone } from '../../plan/time/zone.ts';
import { LONGEST_TEXT, textIn, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { type Kept, keptOf } from './kept.ts';
import { isOfTurns, type Meant, meantBy } from './meant.ts';
import { type Component, Occurrences } from './occurrences.ts';

/** What an export has events of that are no steps. */
const NO_STEPS = ['window', 'freeze', 'maintenance', 'event', 'rehearsal', 'uat', 'hypercare', 'roster', 'phase'];
/** What a calendar says of an event besides, and where that stands then. */
const NOTES = [
  ['description', ''],
  ['location', 'Where: '],
  ['attendee', 'With: '],
] as const;

export async function readIcs(importing: Importing): Promise<Outline> {
  const kept = keptOf(textIn(importing.bytes, importing.file), importing.file);
  return new Reader(importing, kept).read();
}

class Reader {
  readonly #importing: Importing;
  readonly #kept: Kept;
  readonly #holidays: OutlineDays[] = [];
  readonly #freezes: OutlineFreeze[] = [];
  readonly #events: OutlineEvent[] = [];
  readonly #leave = new Map<string, OutlineDays[]>();
  readonly #turns = new Map<string, OutlineCover[]>();
  readonly #items: OutlineItem[] = [];

  constructor(importing: Importing, kept: Kept) {
    this.#importing = importing;
    this.#kept = kept;
  }

  read(): Outline {
    const { file, ledger, zone: wanted } = this.#importing;
    const root = rootOf(this.#kept.text, file);
    const components = root.getAllSubcomponents('vevent');
    for (const other of root.getAllSubcomponents())
      if (!['vevent', 'vtimezone'].includes(other.name))
        ledger.row(other.name, String(other.getFirstPropertyValue('summary') ?? '')).left('it', 'only events are read');
    const said = root.getFirstPropertyValue('x-wr-timezone');
    const zone = wanted ?? (typeof said === 'string' && isKnownZone(said) ? said : undefined);
    const title = root.getFirstPropertyValue('x-wr-calname') ?? root.getFirstPropertyValue('name');
    const name = typeof title === 'string' ? title : (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
    const isOurs = String(root.getFirstPropertyValue('prodid') ?? '').startsWith('-//Release Plan//');
    const occurrences = new Occurrences(components, zone ?? 'UTC');
    const ofTurns = isOfTurns(
      name,
      components.map((one) => textOf(one, 'summary')),
    );
    for (const [i, component] of components.entries()) {
      const summary = textOf(component, 'summary');
      const row = ledger.row(`event ${i + 1}`, summary);
      if (textOf(component, 'status').toUpperCase() === 'CANCELLED') {
        row.left('the event', 'it is cancelled');
        continue;
      }
      const spans = occurrences.of(component, row);
      if (spans.length === 0) continue;
      if (isOurs) this.#own(component, summary, spans[0]!, row);
      else
        this.#enter(component, meantBy(summary, textOf(component, 'categories'), name, ofTurns), spans, summary, row);
    }
    if (isOurs) ledger.file.guessed('of a calendar that was exported only the times are taken');
    else
      for (const [what, count] of this.#kept.others)
        ledger.file.left(`${what}, which stands there ${count} times`, 'it is nothing of a plan');
    return this.#outline(name, zone);
  }

  /** What an export of ours has become. */
  #own(component: Component, summary: string, { from, to }: OutlineDays, row: Row): void {
    const kind = textOf(component, 'categories');
    const own = /^[^/]+\/(.+)@release-plan$/.exec(textOf(component, 'uid'))?.[1];
    if (own === undefined || NO_STEPS.includes(kind)) {
      row.left('the event', `it is a ${kind || 'thing'} of the plan; its date is changed there`);
      return;
    }
    const item = {
      id: own.replaceAll('_', ' '),
      title: summary,
      ...(from !== undefined && { start: from }),
      ...(to !== undefined && { end: to }),
    };
    const isMilestone = kind === 'milestone';
    this.#items.push(withRow(isMilestone ? { ...item, kind, ...(from !== undefined && { at: from }) } : item, row));
  }

  #enter(component: Component, meant: Meant, spans: readonly OutlineDays[], summary: string, row: Row): void {
    const link = textOf(component, 'url');
    const said = notesOf(component, row);
    const all = [...said, ...(link === '' ? [] : [link])];
    /** Once, however often it comes round. */
    const noted = (notes: readonly string[], i: number) => (i === 0 && notes.length > 0 ? { notes } : {});
    if (meant.kind === 'event') {
      const linked = link === '' ? {} : { link };
      this.#events.push(...spans.map((span, i) => ({ title: summary, ...span, ...linked, ...noted(said, i) })));
    } else if (meant.kind === 'freeze') {
      this.#freezes.push(...spans.map((span, i) => ({ title: summary, ...span, ...noted(all, i) })));
      row.guessed('it is a freeze of production');
    } else if (meant.kind === 'turn') {
      // Whoever has the turn is with it.
      const notes = all.filter((note) => note !== `With: ${meant.who}`);
      for (const [i, span] of spans.entries())
        append(this.#turns, meant.roster, { by: meant.who, ...span, ...noted(notes, i) });
      row.guessed(`it is a turn of ${meant.who} in the roster ${meant.roster}`);
    } else {
      if (meant.kind === 'leave') for (const days of spans) append(this.#leave, meant.who, days);
      else this.#holidays.push(...spans.map((days) => ({ ...days, title: summary })));
      row.guessed(meant.kind === 'leave' ? `it is leave of ${meant.who}` : 'it is a holiday');
      for (const note of all) row.left(`"${note}"`, `a day off has no place for it`);
    }
  }

  #outline(name: string, zone: string | undefined): Outline {
    const people = [...this.#leave].map(([title, leave]) => ({ title, leave }));
    const rosters = [...this.#turns].map(([title, turns]): OutlineRoster => {
      const covers = turns.toSorted((a, b) => Date.parse(a.from ?? '') - Date.parse(b.from ?? ''));
      const ends = covers.map(({ from, to }) => to ?? from ?? '');
      const last = ends.reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b));
      const from = covers[0]?.from;
      return { title, ...(from !== undefined && { from }), ...(last !== '' && { to: last }), covers };
    });
    const holidays = this.#holidays;
    return {
      ...(this.#items.length > 0 && { title: name }),
      ...(zone !== undefined && { zone }),
      ...(holidays.length > 0 && { calendars: [{ title: name, ...(zone !== undefined && { zone }), holidays }] }),
      ...(people.length > 0 && { people }),
      ...(this.#freezes.length > 0 && { freezes: this.#freezes }),
      ...(this.#events.length > 0 && { events: this.#events }),
      ...(rosters.length > 0 && { rosters }),
      ...(this.#items.length > 0 && { items: this.#items }),
    };
  }
}

function rootOf(text: string, file: string): Component {
  let root: Component;
  try {
    const parsed = ICAL.parse(text) as unknown as [unknown, ...unknown[]];
    root = new ICAL.Component(
      (Array.isArray(parsed[0]) ? parsed[0] : parsed) as unknown as ConstructorParameters<typeof ICAL.Component>[0],
    );
  } catch (error) {
    throw new Unreadable(`${file} is no calendar: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (root.name !== 'vcalendar') throw new Unreadable(`${file} is no calendar: it begins with ${root.name}.`);
  return root;
}

function textOf(component: Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
}

function notesOf(component: Component, row: Row): readonly string[] {
  return NOTES.flatMap(([name, before]) => {
    const all = component.getAllProperties(name).map((one) => {
      const cn = one.getParameter('cn');
      return typeof cn === 'string' ? cn : String(one.getFirstValue() ?? '').replace(/^mailto:/i, '');
    });
    const text = all.filter((one) => one.trim() !== '').join(', ');
    if (text.length >= LONGEST_TEXT - 20)
      row.left(`the end of its ${name}`, `it is longer than ${LONGEST_TEXT} characters`);
    return text === '' ? [] : text.split(/\n+/).flatMap((line) => (line.trim() === '' ? [] : [before + line.trim()]));
  });
}
