import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Evidence, Step } from '../model.ts';
import { addDuration, formatDuration, isZero } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (evidence: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    `,
    `
    prepare {
      task export "Export the accounts" 1h by priya due T-1wd done {
        evidence "Sum of the accounts, signed" by mara${evidence}
      }
    }
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const evidenceMissing: ReleaseCheck = {
  code: 'evidence-missing',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'A step is done and its evidence is not there, or it is not kept long enough',
  why:
    'Evidence is asked for months later, by somebody who was not there. What nobody put aside on the night cannot be made ' +
    'afterwards, and what was deleted before the audit was never there.',
  parameters: {
    kept: {
      type: 'duration',
      default: '0d',
      description: 'How long evidence has to be kept at least, such as `12mo`; `0d`: however long its line says.',
    },
  },
  timeless: true,
  fixable: true,
  bundle: 'block',
  example: { breaks: plan('  // <- evidence-missing'), passes: plan(' done') },
  *find(subject) {
    for (const step of subject.release.steps) {
      for (const evidence of step.proof?.evidence ?? []) {
        if (step.done && !evidence.done) yield missing(subject, step, evidence);
        const found = tooShort(subject, step, evidence);
        if (found) yield found;
      }
    }
  },
};

function missing({ release }: ReleaseSubject, step: Step, { text, by, place }: Evidence): Found {
  const who = by ?? step.by;
  const { at, of } = headOfBlock(release, step);
  return {
    message:
      `${said(step)} is done, and its evidence ${quoted(text)} is not there; ${who ? `get it from ${quoted(who.ref.name)} and ` : ''}` +
      `mark it ${quoted('done')}.`,
    place,
    about: evidenceAbout(step),
    related: [{ message: `${said(step)} is done`, place: step.head }],
    several: {
      at,
      what: `pieces of evidence are not there, and their steps of ${of} are done`,
      name: `${quoted(text)} of ${said(step)}`,
      todo: `get them, and mark each ${quoted('done')}`,
    },
    fixes: () =>
      fixes(step, { title: 'It is there: mark it `done`', edits: [{ kind: 'append-clause', place, text: 'done' }] }),
  };
}

/** Counted from the end of the step, as far as that is known: months are not all of one length. */
function tooShort(
  { release, schedule, parameters, calendars }: ReleaseSubject,
  step: Step,
  { text, keep, place }: Evidence,
): Found | undefined {
  const asked = parameters.duration('kept');
  if (isZero(asked)) return undefined;
  const from = schedule.steps[step.id]?.end ?? 0;
  const until = (kept: typeof asked) => addDuration(from, kept, release.zone, calendars.release);
  if (keep && until(keep.min) >= until(asked)) return undefined;
  const enough = formatDuration(asked);
  const { at, of } = headOfBlock(release, step);
  const found = keep ? `is kept for ${quoted(keep.text)}` : 'does not say how long it is kept';
  const fix = keep
    ? replacement(`Keep it ${quoted(enough)}`, keep.place, enough)
    : { title: `Keep it ${quoted(enough)}`, edits: [{ kind: 'append-line', place, text: `keep ${enough}` } as const] };
  return {
    message: `The evidence ${quoted(text)} of ${said(step)} ${found}, and ${quoted(enough)} is asked for; write ${quoted(`keep ${enough}`)}.`,
    place: keep?.place ?? place,
    about: evidenceAbout(step),
    several: {
      at,
      what: `pieces of evidence of ${of} are not kept for ${quoted(enough)}, which is asked for`,
      name: `${quoted(text)} of ${said(step)}`,
      todo: `write ${quoted(`keep ${enough}`)} at each`,
    },
    fixes: () => fixes(step, fix),
  };
}

function evidenceAbout(step: Step): readonly string[] {
  return [...(step.name ? [step.name] : []), ...step.targets.map(({ name }) => name)];
}

/** What a runbook says is mended in the runbook. */
function fixes(step: Step, fix: Fix): readonly Fix[] {
  return step.usedAt ? [] : [fix];
}
