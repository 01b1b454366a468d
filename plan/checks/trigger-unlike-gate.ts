import { isSmall } from '../facts/back/ways.ts';
import { inRun, isForward } from '../facts/changes/changes.ts';
import { criteriaAt } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { quoted, said } from '../facts/words.ts';
import { type Criterion, lookup, type Release, rootBlock, type Step, type Trigger } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (threshold: string, mark = '') =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service cart
    `,
    `
    run {
      switch cart as some to 10 % 5m by priya
      wait   soak 15m
      gate   go-on 5m by mara {
        criterion "Error rate" < 0.5 % over 15m from grafana
        no-go then rollback abort
      }
      switch cart as all to 100 % 5m by priya
      verify cart 20m by jonas
      when "Error rate" > ${threshold} % over 5m from grafana then rollback abort${mark}
    }
    rollback abort {
      switch cart as back to 0 % 5m by priya
      verify cart as again 10m by jonas
    }
    `,
  );

export const triggerUnlikeGate: ReleaseCheck = {
  code: 'trigger-unlike-gate',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title:
    'A trigger and a gate, or what a step expects, or two looks behind the run, that judge the same figure and do not agree about it',
  bundle: 'release',
  why:
    'Between the two thresholds one of them says go on and the other one go back. Whoever is on duty then has to guess which of ' +
    'them was meant.',
  timeless: true,
  impersonal: true,
  fixable: false,
  example: { breaks: plan('20', '  // <- trigger-unlike-gate'), passes: plan('0.5') },
  *find(subject) {
    const { plan, release } = subject;
    yield* heldToDifferent(subject);
    for (const trigger of release.triggers) {
      // With a second condition it says something else.
      const [condition, ...others] = trigger.conditions;
      if (!condition || others.length > 0) continue;
      const lenient = unlikeStep(subject, trigger, condition);
      if (lenient) yield lenient;
      for (const gate of release.steps) {
        if (!gate.gate || !isForward(gate) || !callsTheSame(trigger, gate)) continue;
        for (const criterion of criteriaAt(plan, release, gate)) {
          const found = isSameFigure(condition, criterion) ? compared(condition, criterion, gate) : undefined;
          if (found) yield found;
        }
      }
    }
  },
};

/**
 * Looks behind the run of which an earlier one asks for more than a later one, as a sign-off: whoever sees it fail does not know whether that is bad.
 * That limits tighten in time is as it should be.
 */
function* heldToDifferent({ plan, release }: ReleaseSubject): Iterable<Found> {
  if (isSmall(release)) return;
  const behind = release.steps.filter(
    (step) => isForward(step) && LATER.has(rootBlock(step.block).kind) && !inRun(step),
  );
  const started = release.steps.findIndex(inRun);
  const looks = behind
    .filter(({ index }) => index > started)
    .flatMap((step) =>
      [...(step.proof?.expects ?? []), ...criteriaAt(plan, release, step)].map((criterion) => ({
        criterion,
        label: said(step),
      })),
    );
  const rosters = release.rosters.flatMap(({ name, criteria }) =>
    criteria.map((criterion) => ({ criterion, label: quoted(name) })),
  );
  const seen = new Map<string, (typeof looks)[number]>();
  for (const look of [...looks, ...rosters]) {
    const { criterion } = look;
    const key = `${criterion.subject.toLowerCase()} ${criterion.unit}`;
    const before = seen.get(key);
    if (criterion.state || criterion.value === undefined || !before || !isLaxer(criterion, before.criterion)) {
      if (!before) seen.set(key, look);
      continue;
    }
    seen.delete(key);
    yield {
      message: `${before.label} asks for ${quoted(textOf(before.criterion))} of ${quoted(criterion.subject)}, and ${look.label} behind it is content with ${quoted(textOf(criterion))}: what has failed by then is good enough in the end. Let them agree, or say why.`,
      place: criterion.place,
      severity: 'information',
      related: [{ message: 'More is asked for here', place: before.criterion.place }],
      several: {
        at: headOfRelease(release).at,
        what: 'figures are held to more by one look behind the run than by a later one',
        name: `${quoted(criterion.subject)} (${quoted(textOf(before.criterion))}, then ${quoted(textOf(criterion))})`,
        todo: 'let them agree, or say why',
      },
    };
  }
}

/** Of the same side, and over the same time; `= 100 %` is as much as can be. */
function isLaxer(later: Criterion, before: Criterion): boolean {
  const side = sideOf(later);
  const isAll = before.operator === '=' && (before.unit === '%' || before.value === 0);
  if (!side || (sideOf(before) !== side && !isAll) || before.value === undefined || isOverAnother(later, before))
    return false;
  return side === 'low' ? later.value! > before.value : later.value! < before.value;
}

const LATER: ReadonlySet<string> = new Set([
  'messages',
  'phase',
  'sequence',
  'parallel',
  'follow-up',
  'stream',
  'cycle',
]);

function isOverAnother(a: Criterion, b: Criterion): boolean {
  return (a.over ? roughMinutes(a.over) : 0) !== (b.over ? roughMinutes(b.over) : 0);
}

/** A rollback or play that both of them call. */
function callsTheSame({ then }: Trigger, { gate }: Step): boolean {
  const noGo = gate?.noGo;
  return (
    noGo?.ref !== undefined && then.some(({ action, ref }) => action === noGo.action && ref?.name === noGo.ref?.name)
  );
}

/**
 * A step of the run expects more than the trigger: what fails the one brings nobody to act. Told only of a figure for which nothing else in
 * the release says what happens in between, and for which every step expects more: a canary may be held to more than all of it.
 */
function unlikeStep(subject: ReleaseSubject, trigger: Trigger, fires: Criterion): Found | undefined {
  const { release, changes } = subject;
  if (!trigger.then.some(({ action }) => action === 'rollback' || action === 'play')) return undefined;
  if (isJudgedElsewhere(release, trigger, fires)) return undefined;
  const expected = release.steps.flatMap((step) =>
    isForward(step) && isHeldAgainst(step) && (step.targets.length === 0 || changes.targets(step).length > 0)
      ? (step.proof?.expects ?? []).filter((one) => isSameFigure(fires, one)).map((passes) => ({ step, passes }))
      : [],
  );
  if (expected.some(({ step, passes }) => saysWhatAFailureMeans(subject, step) || !isTighter(passes, fires))) {
    return undefined;
  }
  const [first] = expected;
  if (!first) return undefined;
  const { step, passes } = first;
  const between = [Math.min(passes.value!, fires.value!), Math.max(passes.value!, fires.value!)].join(' and ');
  return {
    message:
      `${said(step)} expects ${quoted(textOf(passes))}, and the trigger acts only at ${quoted(textOf(fires))}: between ` +
      `${`${between} ${fires.unit ?? ''}`.trim()} the one has failed and the other says nothing. Let them agree, or say what holds in between.`,
    place: fires.place,
    severity: 'information',
    related: [{ message: 'The step expects this', place: passes.place }],
  };
}

/** What is looked at in the run; and behind it what comes round, for which the trigger is still there. */
function isHeldAgainst(step: Step): boolean {
  return inRun(step) || (step.every !== undefined && rootBlock(step.block).kind !== 'prepare');
}

/** By another trigger, or at a gate: what lies in between is theirs. */
function isJudgedElsewhere({ triggers, steps }: Release, trigger: Trigger, fires: Criterion): boolean {
  const others = triggers.flatMap((one) => (one === trigger ? [] : one.conditions));
  // Whoever signs off behind the run says nothing of what happens in it.
  const asked = steps.filter(inRun).flatMap(({ gate }) => gate?.criteria ?? []);
  return [...others, ...asked].some((one) => isSameFigure(one, fires));
}

/** A trigger that asks whether it has failed; or a gate of the run that needs it, or a set of criteria, which may be about it. */
function saysWhatAFailureMeans(subject: ReleaseSubject, { name }: Step): boolean {
  const { plan, release } = subject;
  const isAsked = release.triggers.some(({ conditions }) =>
    conditions.some(({ state }) => state && state.of.ref.name === name),
  );
  const needed = release.steps.filter(inRun).flatMap(({ gate }) => gate?.needs ?? []);
  return isAsked || needed.some(({ ref }) => ref.name === name || lookup(plan, release, ref.name)?.kind === 'criteria');
}

/** A mean over half an hour may be held to more than the peak of a minute. */
function isTighter(passes: Criterion, fires: Criterion): boolean {
  const [up, good] = [sideOf(fires), sideOf(passes)];
  if (!up || !good || up === good || passes.value === undefined || fires.value === undefined) return false;
  if (passes.from && fires.from && passes.from.name !== fires.from.name) return false;
  if (passes.over && (!fires.over || roughMinutes(fires.over) < roughMinutes(passes.over))) return false;
  return up === 'high' ? fires.value > passes.value : fires.value < passes.value;
}

function isSameFigure(a: Criterion, b: Criterion): boolean {
  return a.subject.toLowerCase() === b.subject.toLowerCase() && a.unit === b.unit;
}

function compared(fires: Criterion, passes: Criterion, gate: Step): Found | undefined {
  const [threshold, limit] = [fires.value, passes.value];
  const [up, good] = [sideOf(fires), sideOf(passes)];
  if (threshold === undefined || limit === undefined || !up || !good) return undefined;
  const base = { place: fires.place, related: [{ message: 'The gate asks for this', place: passes.place }] };
  const [one, other] = [quoted(textOf(fires)), quoted(textOf(passes))];
  if (up === good) {
    return {
      ...base,
      message: `The trigger goes back at ${one}, which is what ${said(gate)} asks for (${other}); turn one of them round.`,
    };
  }
  // How far beyond what the gate allows the trigger fires; below zero: before.
  const beyond = up === 'high' ? threshold - limit : limit - threshold;
  if (beyond === 0) return undefined;
  const between = `${Math.min(threshold, limit)} and ${Math.max(threshold, limit)} ${fires.unit ?? ''}`.trim();
  return {
    ...base,
    severity: 'information',
    message:
      beyond > 0
        ? `The trigger allows what ${said(gate)} forbids: it goes back only at ${one}, the gate unless ${other}; between ${between} ` +
          'nothing happens until the gate. Let them agree, or say what holds in between.'
        : `${said(gate)} never sees what it asks about: the trigger has gone back at ${one} before ${other} can fail; let them agree.`,
  };
}

function sideOf({ operator }: Criterion): 'low' | 'high' | undefined {
  if (operator === '<' || operator === '<=') return 'low';
  return operator === '>' || operator === '>=' ? 'high' : undefined;
}

function textOf({ operator, valueText, unit }: Criterion): string {
  return [operator, valueText, unit].filter(Boolean).join(' ');
}
