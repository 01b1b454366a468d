import { isWriter, recordings, writerOf } from '../facts/changes/records.ts';
import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted, said } from '../facts/words.ts';
import { isTbd, type Step, type System, type Who } from '../model.ts';
import { whoText } from '../said/words.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (who: string) =>
  standardRelease(
    `
    person priya
    person jonas
    person chris
    service web {
      writer chris
    }
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
      record web 5m by ${who} in cmdb${who === 'chris' ? '' : '  // <- record-two-writers'}
    }
    `,
  );

export const recordTwoWriters: ReleaseCheck = {
  code: 'record-two-writers',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'One record with two writers',
  why:
    'A configuration database in which everybody writes says what the last one thought. Each item has one writer, who ' +
    'is told by all others, and one moment at which it is written.',
  fixable: true,
  example: { breaks: plan('priya'), passes: plan('chris') },
  *find(subject) {
    const records = recordings(subject);
    const first = new Map<string, { step: Step; by: Who }>();
    const told = new Set<Step>();
    for (const [step, items] of records) {
      const { by } = step;
      if (!by || isTbd(by)) continue;
      for (const item of items) {
        const writer = writerOf(subject, item, step.in);
        if (writer) {
          // A step that records several items of one writer says it once.
          if (isWriter(subject, by, writer) || told.has(step)) continue;
          told.add(step);
          yield notTheWriter(step, by, item, writer);
          continue;
        }
        const key = `${item.name} ${step.in?.name ?? ''}`;
        const other = first.get(key);
        if (!other) first.set(key, { step, by });
        else if (other.by.ref.name !== by.ref.name && !isWriter(subject, by, other.by)) {
          yield second(subject, step, by, item, other);
        }
      }
    }
  },
};

function notTheWriter(step: Step, by: Who, item: System, writer: Who): Found {
  const text = whoText(writer);
  return {
    message:
      `${said(step)} is done by ${quoted(whoText(by))}, and only ${quoted(text)} writes the record of ` +
      `${quoted(item.name)}; have it done by ${quoted(text)}, who is told what has changed.`,
    place: by.place,
    about: [item.name, by.ref.name],
    related: [{ message: `The writer of ${quoted(item.name)}`, place: writer.place }],
    fixes: () => [replacement(`Have ${quoted(text)} write it`, by.place, text)],
  };
}

function second(
  { schedule }: ReleaseSubject,
  step: Step,
  by: Who,
  item: System,
  other: { readonly step: Step; readonly by: Who },
): Found {
  const where = step.in ? ` in ${quoted(step.in.name)}` : '';
  const isLater = (schedule.steps[step.id]?.start ?? 0) >= (schedule.steps[other.step.id]?.start ?? 0);
  return {
    message:
      `The record of ${quoted(item.name)}${where} is written twice, by ${quoted(whoText(other.by))} and by ` +
      `${quoted(whoText(by))}${isLater ? ', who writes over it' : ''}; leave it to one of them.`,
    place: step.head,
    about: [item.name],
    related: [{ message: `${quoted(whoText(other.by))} writes it here`, place: other.step.head }],
  };
}
