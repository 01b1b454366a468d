import { rootBlock, type Step } from '../model.ts';
import { formatDuration } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';
import { CHANGE_VERBS } from './facts/changes.ts';
import { standardRelease } from './facts/example.ts';
import { said } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const rollbackMissing: ReleaseCheck = {
  code: 'rollback-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A change that nothing takes back',
  why:
    'When the night goes wrong, every change must have a way back that was thought of by day: its own `undo`, a step ' +
    'of the `rollback`, or the decision of somebody who may take it that there is none.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya  // <- rollback-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const { changes, release, dependencies } = subject;
    const back = stepsBack(subject);
    for (const step of changes.steps) {
      if (step.undo) continue;
      if (step.irreversible) {
        if (!step.irreversible.approvedBy) yield unapproved(step);
        continue;
      }
      // Behind a point of no return there is no way back, and the plan says so.
      if (release.pointsOfNoReturn.some((point) => dependencies.precedes(point, step))) continue;
      if (!isTakenBack(subject, step, back)) yield missing(step, back.exists);
    }
  },
};

interface WayBack {
  readonly exists: boolean;
  /** A step that names no target may take back anything: we cannot know. */
  readonly ofAnything: boolean;
  readonly targets: ReadonlySet<string>;
}

function stepsBack({ release }: ReleaseSubject): WayBack {
  const steps = release.steps.filter((step) => rootBlock(step.block).kind === 'rollback');
  return {
    exists: steps.length > 0,
    ofAnything: steps.some((step) => step.targets.length === 0 && (step.verb === 'task' || isChange(step))),
    targets: new Set(steps.filter(isChange).flatMap((step) => step.targets.map((target) => target.name))),
  };
}

function isChange(step: Step): boolean {
  return CHANGE_VERBS.includes(step.verb);
}

function isTakenBack({ changes }: ReleaseSubject, step: Step, back: WayBack): boolean {
  if (back.ofAnything) return true;
  if (step.targets.length === 0) return back.exists;
  const systems = changes.targets(step);
  return step.targets.every((target) => {
    if (back.targets.has(target.name)) return true;
    const system = systems.find((one) => one.name === target.name);
    // Restoring a server takes back what was deployed to it.
    return system !== undefined && [...changes.grounds(system)].some((ground) => back.targets.has(ground.name));
  });
}

function missing(step: Step, hasRollback: boolean): Found {
  const duration = step.duration ? formatDuration(step.duration.likely) : '10m';
  const rollback = hasRollback ? 'a step of the `rollback`' : 'a `rollback` block';
  return {
    message:
      `Nothing takes ${said(step)} back; add \`undo ${duration}\` to it or ${rollback}, or say who accepts that there ` +
      'is no way back: `irreversible approved by …`.',
    place: step.head,
    about: step.targets.map((target) => target.name),
    fixes: [
      {
        title: `It can be taken back by itself: \`undo ${duration}\``,
        edits: [{ kind: 'append-clause', place: step.place, text: `undo ${duration}` }],
      },
    ],
  };
}

function unapproved(step: Step): Found {
  return {
    message: `${said(step)} cannot be taken back, and nobody has approved that; write \`irreversible approved by …\`.`,
    place: step.irreversible!.place,
    about: step.targets.map((target) => target.name),
  };
}
