import { askedOfOthers } from '../facts/decisions/asked-of-others.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { isSomebody } from '../facts/people/accountable.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type PointRef, rootBlock, type Step } from '../model.ts';
import { whoText } from '../said/words.ts';
import { formatDuration } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (acknowledge: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    team stores is jonas
    `,
    `
    owner mara
    run {
      notify stores as close "Close the tills" by priya via radio${acknowledge || '  // <- message-unmonitored'}
      deploy web 10m by priya undo 5m after close
      verify web 10m by jonas
    }
    notify stores "Open the tills" by priya after run
    `,
  );

export const messageUnmonitored: ReleaseCheck = {
  code: 'message-unmonitored',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Something hangs on a message, and nobody watches whether it arrives, or whether others do what it asks',
  why:
    'A message that is sent is not yet one that is read. Where others must act on it, somebody has to wait for their ' +
    'answer, and know from when on its absence is an alarm.',
  parameters: {
    tags: { type: 'words', default: ['critical'], description: 'Tags that make a message a critical one.' },
    within: { type: 'duration', default: '15m', description: 'The deadline that the quick fix offers.' },
  },
  timeless: true,
  readsTitlesOf: ['step'],
  fixable: true,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan(' {\n        acknowledge by mara within 15m\n      }') },
  *find(subject) {
    const { release } = subject;
    yield* uncounted(subject);
    const tags = new Set(subject.parameters.words('tags'));
    let waiting: ReadonlyMap<unknown, Step> | undefined;
    for (const step of release.steps) {
      if (step.verb !== 'notify' || step.done) continue;
      const { within, by } = step.acknowledge ?? {};
      if (within && by) continue;
      waiting ??= waitingFor(subject);
      const waits = waiting.get(step);
      const tag = step.tags.find((one) => tags.has(one));
      if (waits || tag) yield finding(subject, step, waits, tag);
    }
  },
};

/** They are many, and some of them have not read it. */
function* uncounted(subject: ReleaseSubject): Iterable<Found> {
  for (const { message, change } of askedOfOthers(subject)) {
    yield {
      message: `${said(message)} asks others to do something before ${said(change)}, and nobody counts who has: add \`acknowledge\`, or a gate that asks how many have to be ready.`,
      place: message.head,
      severity: 'information',
      about: message.targets.map(({ name }) => name),
      related: [{ message: 'It hangs on them', place: change.head }],
    };
  }
}

/** By what is waited for: the first step that says `after` it, or the gate that needs it. */
function waitingFor({ release, dependencies }: ReleaseSubject): ReadonlyMap<unknown, Step> {
  const waiting = new Map<unknown, Step>();
  const add = (point: PointRef, step: Step) => {
    const thing = dependencies.thing(point);
    // A reminder after a message, or what is said an hour later, relies on nobody.
    if (thing && !waiting.has(thing) && step.verb !== 'notify') waiting.set(thing, step);
  };
  for (const step of release.steps) {
    for (const { point } of step.after) add(point, step);
    for (const need of step.gate?.needs ?? []) add(need, step);
  }
  return waiting;
}

function finding(subject: ReleaseSubject, step: Step, waits: Step | undefined, tag: string | undefined): Found {
  const { acknowledge } = step;
  const line = `acknowledge ${missing(subject, step)}`;
  const lacks = !acknowledge
    ? 'nobody watches whether it arrives'
    : acknowledge.by
      ? 'its acknowledgement has no deadline'
      : 'nobody watches its acknowledgement';
  return {
    message:
      `${waits ? `${said(waits)} waits for ${said(step)}` : `${said(step)} is tagged ${quoted(tag!)}`}, and ${lacks}; ` +
      `add ${quoted(acknowledge ? missing(subject, step) : line)}${acknowledge ? ' to it' : ''}.`,
    place: acknowledge?.place ?? step.head,
    about: step.targets.map(({ name }) => name),
    several: acknowledge
      ? undefined
      : {
          at: headOfRelease(subject.release).at,
          what: 'messages are relied on, and nobody watches whether they arrive',
          name: said(step),
          todo: 'add `acknowledge by WHO within …` to each',
        },
    related: waits ? [{ message: `${said(waits)} relies on it`, place: waits.head }] : [],
    fixes: () => fixes(step, acknowledge ? missing(subject, step) : line),
  };
}

/** The clauses that are still to be written. Whoever sends it is not the one to wait for the answer, if there are others. */
function missing({ plan, release, parameters }: ReleaseSubject, step: Step): string {
  const { within, by } = step.acknowledge ?? {};
  const asked = [release.owner, rootBlock(step.block).by, step.by];
  const others = asked.flatMap((who) => (who && isSomebody(plan, release, who) ? [who] : []));
  const monitor = others.find((who) => who.ref.name !== step.by?.ref.name) ?? others[0];
  const clauses = [
    !by && monitor && `by ${whoText(monitor)}`,
    !within && `within ${formatDuration(parameters.duration('within'))}`,
  ];
  return clauses.filter(Boolean).join(' ');
}

function fixes(step: Step, text: string): readonly Fix[] {
  const title = `Have it acknowledged: ${quoted(text)}`;
  if (step.acknowledge) return [{ title, edits: [{ kind: 'append-clause', place: step.acknowledge.place, text }] }];
  return [{ title, edits: [{ kind: 'append-line', place: step.place, text }] }];
}
