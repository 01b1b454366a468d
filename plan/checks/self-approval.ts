import { isForward } from '../facts/changes/changes.ts';
import { byTarget } from '../facts/changes/protection.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { ranked } from '../facts/people/accountable.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { lookup, type Place, type Step, type System, TBD, type Who } from '../model.ts';
import { whoText } from '../said/words.ts';
import { peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (verifier: string) =>
  standardRelease(
    `
    policy standard {
      check self-approval error eyes approval, verification
    }
    person priya
    person jonas
    service web
    service search
    `,
    `
    run {
      deploy web    10m by priya undo 5m
      deploy search 10m by priya undo 5m
      verify web    10m by jonas
      verify search 10m by ${verifier}${verifier === 'priya' ? '  // <- self-approval' : ''}
    }
    `,
  );

export const selfApproval: ReleaseCheck = {
  code: 'self-approval',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'Somebody approves or verifies what they do themselves',
  why:
    'Whoever has made a mistake does not see it: that is why a second pair of eyes approves what cannot be taken back, and ' +
    'verifies what was changed. Found is who is certain to do both; of a team it may be somebody else.',
  parameters: {
    eyes: {
      type: 'words',
      default: ['approval', 'verification'],
      choices: ['approval', 'verification', 'decision'],
      description:
        'What needs a second pair of eyes: the `approval` of the change, of irreversible steps and of data that were migrated, the `verification` of what was changed, the `decision` at a gate; `none`.',
    },
  },
  timeless: true,
  readsTitlesOf: ['step'],
  fixable: true,
  bundle: 'person',
  example: { breaks: plan('priya'), passes: plan('jonas') },
  *find(subject) {
    const asked = subject.parameters.words('eyes');
    if (asked.includes('approval')) {
      yield* approvals(subject);
      yield* signOffs(subject);
    }
    if (asked.includes('verification')) yield* verifications(subject);
    if (asked.includes('decision')) yield* decisions(subject);
  },
};

function* approvals(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes } = subject;
  for (const step of release.steps) {
    const by = step.irreversible?.approvedBy;
    if (!by || !isForward(step)) continue;
    const same = bothTimes(subject, [by], [step]);
    if (same) {
      const what = `irreversible steps are approved by ${quoted(same)}, who does them`;
      yield found(subject, same, `approves ${said(step)} and does it`, by.place, [step], { what, step });
    }
  }
  for (const { number, approvedBy } of release.changes) {
    const same = approvedBy && bothTimes(subject, [approvedBy], changes.steps);
    const record = number ? quoted(number.name) : 'the change';
    if (same)
      yield found(subject, same, `approves ${record} and makes every change of it`, approvedBy.place, changes.steps);
  }
}

/** The gate that says the data are right, held alone by who has migrated them; a gate of somebody else behind them is a second look. */
function* signOffs(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes, dependencies } = subject;
  const gates = release.steps.filter((step) => step.verb === 'gate' && isForward(step));
  for (const gate of gates) {
    if (!gate.by || gate.done || !isSignOff(gate)) continue;
    const behind = (load: Step) => gates.filter((one) => dependencies.precedes(load, one));
    const own = (one: Step, load: Step) => bothTimes(subject, [one.by, ...one.with], [load]);
    const loads = changes.steps.filter(
      (step) =>
        step.verb === 'migrate' &&
        dependencies.precedes(step, gate) &&
        own(gate, step) !== undefined &&
        behind(step).every((one) => own(one, step) !== undefined),
    );
    const same = loads[0] && own(gate, loads[0]);
    if (!same) continue;
    const does = `signs off ${said(gate)} alone and has done ${listed(loads.map(said))}`;
    const what = `sign-offs are by ${quoted(same)} alone, who has migrated the data`;
    yield found(subject, same, does, gate.by.place, loads, { what, step: gate });
  }
}

const isSignOff = heard((words) => SIGN_OFF.test(words()));
const SIGN_OFF = /\bsign(?:ed)?[- ]?off\b/i;

/** Of every system what comes after its last change: one other verifier is enough. */
function* verifications(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes, dependencies } = subject;
  const checked = byTarget(release.steps.filter((step) => step.verb === 'verify' && isForward(step)));
  const bySteps = new Map<Step, { readonly changed: Set<Step>; readonly systems: System[] }>();
  for (const [system, steps] of changes.systems) {
    const last = steps.at(-1)!;
    const verifies = (checked.get(system.name) ?? []).filter(
      (step) => dependencies.precedes(last, step) || (step.block === last.block && !dependencies.precedes(step, last)),
    );
    const [first] = verifies;
    if (!first) continue;
    const whos = verifies.flatMap((step) => [step.by, ...step.with]);
    if (!bothTimes(subject, whos, steps)) continue;
    const entry = bySteps.get(first) ?? { changed: new Set(), systems: [] };
    for (const step of steps) entry.changed.add(step);
    entry.systems.push(system);
    bySteps.set(first, entry);
  }
  for (const [verify, { changed, systems }] of bySteps) {
    const same = bothTimes(subject, [verify.by, ...verify.with], [...changed]);
    if (!same || !verify.by) continue;
    const what = listed(systems.map(({ name }) => quoted(name)));
    yield found(
      subject,
      same,
      `changes ${what} and is the only one who verifies it`,
      verify.by.place,
      [...changed],
      { what: `verifications are by ${quoted(same)} alone, who has made the changes`, step: verify },
      others(subject, verify.by, same),
    );
  }
}

/** The gate that one person holds alone, over nothing but their own work. */
function* decisions(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes, dependencies } = subject;
  for (const gate of release.steps) {
    if (gate.verb !== 'gate' || !gate.by || !isForward(gate)) continue;
    const decided = changes.steps.filter((step) => dependencies.precedes(gate, step));
    const same = bothTimes(subject, [gate.by, ...gate.with], decided);
    if (!same) continue;
    const what = `gates are held by ${quoted(same)} alone, who does what is decided`;
    const does = `decides at ${said(gate)} alone and does what is decided`;
    yield found(subject, same, does, gate.by.place, decided, { what, step: gate });
  }
}

/** The one person who is certain to be behind all of the slots and all of the steps. */
function bothTimes(
  { plan, release }: ReleaseSubject,
  whos: readonly (Who | undefined)[],
  steps: readonly Step[],
): string | undefined {
  const names = new Set<string>();
  for (const who of [...whos, ...steps.flatMap(({ by, with: others }) => [by, ...others])]) {
    if (!who) continue;
    const role = lookup(plan, release, who.ref.name);
    // Whoever is going to fill it, it is one person.
    if (role?.kind === 'role' && role.holder?.name === TBD) {
      names.add(role.name);
      continue;
    }
    const { fixed, choices, outside } = peopleOf(plan, release, who, 'with');
    if (choices.length > 0 || outside.length > 0 || fixed.length !== 1) return undefined;
    names.add(fixed[0]!);
  }
  if (steps.length === 0 || !steps.every(({ by }) => by) || !whos.some((who) => who)) return undefined;
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

/** `together`: what of theirs is told of one person at once, and what it is called. */
function found(
  { plan, release }: ReleaseSubject,
  name: string,
  does: string,
  place: Place,
  steps: readonly Step[],
  together?: { readonly what: string; readonly step: Step },
  fixes: readonly Fix[] = [],
): Found {
  return {
    several: together && {
      at: headOfThing(plan, release, name).at,
      what: together.what,
      name: said(together.step),
      todo: 'let somebody else look at each, or add a second one by `with`',
    },
    message: `${quoted(name)} ${does}; let somebody else look at it, or add a second one by \`with\`.`,
    place,
    about: [name],
    related: steps.slice(0, 4).map((step) => ({ message: `${quoted(name)} does this`, place: step.head })),
    fixes: () => fixes,
  };
}

/** Who verifies other things of this release, the busiest first. */
function others({ plan, release }: ReleaseSubject, by: Who, name: string): readonly Fix[] {
  const verifiers = ranked(
    plan,
    release,
    release.steps.filter((step) => step.verb === 'verify' && isForward(step)),
  );
  const other = verifiers.find((who) => {
    const { fixed, choices } = peopleOf(plan, release, who, 'by');
    return [...fixed, ...choices.flatMap(({ from }) => from)].some((one) => one !== name) && !fixed.includes(name);
  });
  return other ? [replacement(`Let ${quoted(other.ref.name)} verify it`, by.place, whoText(other))] : [];
}
