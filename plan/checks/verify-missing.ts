import { rootBlock, type Step, type System, type Who } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';
import { busiest } from './facts/accountable.ts';
import { inRun, isForward } from './facts/changes.ts';
import { standardRelease } from './facts/example.ts';
import { insertAfter, stepLine } from './facts/insertion.ts';
import { byTarget } from './facts/protection.ts';
import { quoted, said } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const verifyMissing: ReleaseCheck = {
  code: 'verify-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A system is not verified after its last change',
  why:
    'A test that runs before the last change proves the version that is gone. What users meet in the morning must have ' +
    'been looked at inside the window, while there is still time to go back.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        verify web 10m by jonas
        deploy web 10m by priya undo 5m  // <- verify-missing
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
    const { release, changes, dependencies } = subject;
    const verifications = release.steps.filter((step) => step.verb === 'verify' && isForward(step));
    const proofs = proofsBySystem(subject, verifications.filter(inRun));
    const named = byTarget(verifications);
    const tester = busiest(release, (step) => step.verb === 'verify');
    for (const [system, steps] of changes.systems) {
      const proving = [...(proofs.get(system) ?? []), ...(proofs.get(undefined) ?? [])];
      const last = steps.findLast((step) => !proving.some((proof) => dependencies.precedes(step, proof)));
      if (last) yield finding(subject, system, last, named.get(system.name) ?? [], tester);
    }
  },
};

/**
 * The verifications that show the health of a system: those of itself and of whatever needs it to work. Under
 * `undefined` those that name no target, and so may show all of them.
 */
function proofsBySystem(
  { changes }: ReleaseSubject,
  verifications: readonly Step[],
): ReadonlyMap<System | undefined, readonly Step[]> {
  const proofs = new Map<System | undefined, Step[]>();
  const add = (system: System | undefined, step: Step) => {
    const list = proofs.get(system);
    if (list) list.push(step);
    else proofs.set(system, [step]);
  };
  for (const step of verifications) {
    if (step.targets.length === 0) add(undefined, step);
    const shown = new Set(changes.targets(step).flatMap((target) => [...changes.needs(target)]));
    for (const system of shown) if (changes.systems.has(system)) add(system, step);
  }
  return proofs;
}

/** `own`: the verifications of this very system, none of which comes after the change. */
function finding(
  subject: ReleaseSubject,
  system: System,
  change: Step,
  own: readonly Step[],
  tester: Who | undefined,
): Found {
  const name = quoted(system.name);
  const outside = own.find((step) => !inRun(step));
  const early = own.find(inRun);
  const state = early
    ? `${said(early)} does not wait for it`
    : outside
      ? `${said(outside)} comes only in \`${rootBlock(outside.block).kind}\`, outside the window`
      : `nothing verifies ${name} afterwards`;
  const shown = early ?? outside;
  const by = tester ?? change.by;
  const edits = insertAfter(
    change,
    stepLine(subject.plan, { verb: 'verify', target: system.name, title: 'Smoke test', otherwise: '10m', by }),
  );
  return {
    message: `${said(change)} is the last change of ${name}, and ${state}; put \`verify ${system.name}\` after it.`,
    place: change.head,
    about: [system.name],
    related: shown && [{ message: 'The verification there is', place: shown.head }],
    fixes: edits ? [{ title: `Verify ${name} after it`, edits }] : [],
  };
}
