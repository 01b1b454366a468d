import { atFirst, releaseOf } from '../facts/heads.ts';
import { heardAmong } from '../facts/heard.ts';
import { perhapsInWords } from '../facts/in-words/if-any.ts';
import { quoted, said, titleText } from '../facts/words.ts';
import { grouped } from '../grouped.ts';
import type { ChecklistItem, Criterion, Place, Release, Step } from '../model.ts';
import { isOrdered } from '../order/blocks.ts';
import { contains, keyOfPlace } from '../place.ts';
import { remembering } from '../remembered.ts';
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
  title: 'A text that is still to be written, leaves open whether something is done, or stands there twice',
  why:
    'A `TBD` in a plan is a question somebody had to answer. The reader on the night finds it when it is too late to ask. ' +
    'A line that was copied and never changed is such a question, too.',
  fixable: false,
  readsTitlesOf: ['step'],
  bundle: 'file',
  example: { breaks: plan('TBD', 'Buy without an account'), passes: plan('Shop 2.1', 'Buy on one page') },
  *find({ plan, schedules }) {
    const first = atFirst();
    // A name that nothing declares is told as that.
    const unknown = new Set(plan.references.flatMap((one) => (one.target ? [] : keyOfPlace(one.place))));
    for (const { text, place } of plan.placeholders) {
      if (unknown.has(keyOfPlace(place))) continue;
      yield {
        message: `${quoted(text)} is a placeholder; write what is meant, or remove it.`,
        place,
        several: {
          at: first(releaseOf(plan, place), place),
          what: 'texts are placeholders',
          name: quoted(text),
          todo: 'write what is meant, or remove them',
        },
      };
    }
    for (const release of plan.releases) yield* leftOpen(release);
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

/** On the night somebody stands before it and asks. */
function* leftOpen(release: Release): Iterable<Found> {
  for (const { step, words } of perhapsInWords(release)) {
    yield {
      message: `Whether ${said(step)} is done at all is open (${titleText(words)}), and nothing says who knows that, or by when; write \`only if "…" = "yes"\`, or leave it out.`,
      place: step.head,
      several: {
        at: release.head,
        what: 'changes leave open in words whether they are made at all',
        name: said(step),
        todo: 'write `only if …` with what it hangs on, or leave them out',
      },
    };
  }
}

/** A line that says something, among others that say something else. */
interface Entry {
  readonly what: string;
  readonly text: string;
  /** Entries with the same text and different keys do not say the same. */
  readonly key?: () => string;
  readonly place: Place;
}

/** The lists of a release in which the same text twice is a slip. */
function* entriesByPlace(release: Release, schedule: Schedule): Iterable<readonly Entry[]> {
  const { scope, risks, issues, rosters, steps } = release;
  yield (scope?.items ?? []).map(({ title, head }) => ({ what: 'scope item', text: title ?? '', place: head }));
  for (const all of [risks, issues]) {
    yield all.map(({ kind, title, head }) => ({ what: kind, text: title ?? '', place: head }));
  }
  for (const { criteria } of rosters) yield criteria.map(criterionEntry);
  for (const { checklist } of [...release.rehearsals, ...release.uats, ...risks]) yield* checklistEntries(checklist);
  for (const step of steps) {
    if (step.checklist.length > 0) yield* checklistEntries(step.checklist);
    if (step.gate) yield step.gate.criteria.map(criterionEntry);
  }
  for (const own of grouped(steps, ({ block }) => block).values()) {
    if (!haveTitleTwice(own)) continue;
    yield messageEntries(own, schedule);
    yield stepEntries(own, schedule);
  }
}

/** Nearly all titles are there once, and nobody needs to know what stands beside them. */
function haveTitleTwice(steps: readonly Step[]): boolean {
  const titles = steps.map((step) => titleOf(step)).filter((title) => title !== '');
  return new Set(titles).size < titles.length;
}

/** In which titles are alike. */
const titleOf = remembering<Step, void, string>(({ title = '' }) => plain(title).toLowerCase());

function criterionEntry({ subject, operator, valueText, unit, over, from, place }: Criterion): Entry {
  return {
    what: 'criterion',
    text: subject,
    key: () => JSON.stringify([operator, valueText, unit, over, from?.name]),
    place,
  };
}

/** The same words at another time, or once more has been done, are a reminder or a report; to others they are another message. */
function messageEntries(own: readonly Step[], { steps }: Schedule): readonly Entry[] {
  let work = 0;
  return own.flatMap(({ id, index, verb, title = '', head, targets, via, block }): readonly Entry[] => {
    if (verb !== 'notify' && isOrdered(block)) work = index;
    const start = steps[id]?.start;
    if (verb !== 'notify' || start === undefined) return [];
    const [to, over] = [targets, via].map((names) => names.map(({ name }) => name).sort());
    const since = work;
    return [{ what: 'message', text: title, key: () => JSON.stringify([start, since, to, over]), place: head }];
  });
}

/**
 * What is done twice in a row, or twice in any order and to no other time, was copied and never changed. What comes again
 * later in a run (`verify web "Smoke test"` behind each share of the traffic) comes again.
 */
function stepEntries(own: readonly Step[], { moments }: Schedule): readonly Entry[] {
  let row = 0;
  return own.flatMap((step, i): readonly Entry[] => {
    const before = own[i - 1];
    const isAgain = before?.title === step.title && before?.index === step.index - 1;
    if (isOrdered(step.block) && !isAgain) row = step.index;
    const { verb, title = '', head, targets, at, due, notBefore, during, after } = step;
    if (verb === 'notify' || verb === 'wait' || step.every || step.onlyIf) return [];
    const since = row;
    const key = () => {
      const times = [at, due, notBefore, during?.from].map((time) => time && moments[time.id]?.at);
      const others = [step.by?.ref.name, step.in?.name, step.to?.name, step.version?.to, step.share?.percent];
      const waits = after.map(({ point }) => point.ref.name);
      return JSON.stringify([since, verb, targets.map(({ name }) => name), times, others, waits]);
    };
    return [{ what: 'step', text: title, key, place: head }];
  });
}

function* checklistEntries(items: readonly ChecklistItem[]): Iterable<readonly Entry[]> {
  if (items.length === 0) return;
  yield items.map(({ text, place }) => ({ what: 'line of the checklist', text, place }));
  for (const item of items) yield* checklistEntries(item.items);
}

function* duplicates(entries: readonly Entry[]): Iterable<Found> {
  const byText = new Map<string, Entry | Map<string, Entry>>();
  for (const entry of entries) {
    const text = plain(entry.text);
    if (text === '') continue;
    const other = firstLike(byText, text.toLowerCase(), entry);
    if (!other) continue;
    // What a runbook says twice stands elsewhere: here is only the line that uses it.
    if (other.place !== entry.place) {
      yield {
        message: `This ${entry.what} says the same as one above it, ${quoted(text)}; write what is meant, or remove it.`,
        place: entry.place,
        related: [{ message: 'It stands here already', place: other.place }],
      };
    }
  }
}

/** Nobody but those with the same words has anything to do with a title. */
heardAmong(({ title = '', index }, { steps }) => {
  const text = plain(title).toLowerCase();
  const isOther = (one: Step) => one.index !== index && one.title && titleOf(one) === text;
  return steps.some(isOther) ? title : undefined;
});

function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** The first that says the same; undefined: it is this one. Only of texts that are there twice anybody asks what stands beside them. */
function firstLike(byText: Map<string, Entry | Map<string, Entry>>, text: string, entry: Entry): Entry | undefined {
  const known = byText.get(text);
  if (!known) {
    byText.set(text, entry);
    return undefined;
  }
  const keyOf = ({ key }: Entry) => key?.() ?? '';
  const byKey = known instanceof Map ? known : new Map([[keyOf(known), known]]);
  byText.set(text, byKey);
  const key = keyOf(entry);
  const first = byKey.get(key);
  if (!first) byKey.set(key, entry);
  return first;
}
