import { quoted } from '../facts/words.ts';
import type { ChecklistItem, Place, Release } from '../model.ts';
import { contains } from '../place.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Found, PlanCheck } from './check.ts';

const plan = (
  title: string,
  item: string,
) => `release shop-2.1 "${title}" {${title === 'TBD' ? '  // <- placeholder' : ''}
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00

  scope {
    should guest-checkout "Buy without an account"
    should short-checkout "${item}"${item === 'Buy without an account' ? '  // <- placeholder' : ''}
  }
}
`;

export const placeholder: PlanCheck = {
  code: 'placeholder',
  of: 'plan',
  group: 'time',
  severity: 'information',
  title: 'A text that is still to be written, or stands there twice',
  why:
    'A `TBD` in a plan is a question somebody had to answer. The reader on the night finds it when it is too late to ask. ' +
    'A line that was copied and never changed is such a question, too.',
  fixable: false,
  example: { breaks: plan('TBD', 'Buy without an account'), passes: plan('Shop 2.1', 'Buy on one page') },
  *find({ plan, schedules }) {
    for (const { text, place } of plan.placeholders) {
      yield { message: `\`${text}\` is a placeholder; write what is meant, or remove it.`, place };
    }
    for (const [i, schedule] of schedules.entries()) {
      for (const entries of entriesByPlace(plan.releases[i]!, schedule)) {
        for (const found of duplicates(entries)) {
          // Of a `TBD` that stands there twice each is told already.
          if (!plan.placeholders.some(({ place }) => contains(found.place, place))) yield found;
        }
      }
    }
  },
};

/** A line that says something, among others that say something else. */
interface Entry {
  readonly what: string;
  readonly text: string;
  /** Entries with the same text and different keys do not say the same. */
  readonly key?: string;
  readonly place: Place;
}

/** The lists of a release in which the same text twice is a slip: its scope, its checklists, the messages of a block. */
function* entriesByPlace(release: Release, { steps }: Schedule): Iterable<readonly Entry[]> {
  yield (release.scope?.items ?? []).map(({ title, head }) => ({ what: 'scope item', text: title ?? '', place: head }));
  const messages = new Map<object, Entry[]>();
  for (const step of release.steps) {
    yield* checklistEntries(step.checklist);
    const start = steps[step.id]?.start;
    // The same words at another time are a reminder, and to others they are another message.
    if (step.verb !== 'notify' || start === undefined) continue;
    const { title = '', head } = step;
    const key = JSON.stringify([
      start,
      step.targets.map(({ name }) => name).sort(),
      step.via.map(({ name }) => name).sort(),
    ]);
    const list = messages.get(step.block) ?? [];
    messages.set(step.block, list);
    list.push({ what: 'message', text: title, key, place: head });
  }
  yield* messages.values();
}

function* checklistEntries(items: readonly ChecklistItem[]): Iterable<readonly Entry[]> {
  if (items.length === 0) return;
  yield items.map(({ text, place }) => ({ what: 'line of the checklist', text, place }));
  for (const item of items) yield* checklistEntries(item.items);
}

function* duplicates(entries: readonly Entry[]): Iterable<Found> {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const text = entry.text.trim().replace(/\s+/g, ' ');
    const key = `${text.toLowerCase()}\n${entry.key ?? ''}`;
    const other = first.get(key);
    if (text === '') continue;
    if (!other) first.set(key, entry);
    // What a runbook says twice stands elsewhere: here is only the line that uses it.
    else if (other.place !== entry.place) {
      yield {
        message: `This ${entry.what} says the same as one above it, ${quoted(text)}; write what is meant, or remove it.`,
        place: entry.place,
        related: [{ message: 'It stands here already', place: other.place }],
      };
    }
  }
}
