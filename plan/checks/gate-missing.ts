import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { firstCommitment, gatesBefore } from '../facts/gates.ts';
import { said } from '../facts/words.ts';
import type { Step } from '../model.ts';
import { whoText } from '../said/words.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  policy standard {
    check gate-missing error
  }
  person mara
  person priya
  person jonas
  service web
`;

export const gateMissing: ReleaseCheck = {
  code: 'gate-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'No go/no-go before the first step that matters',
  why:
    'Between the last preparation and the first step that cannot simply be undone, somebody must look at the facts and ' +
    'say go. A run without that moment starts because it is ten o’clock.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      owner mara
      run {
        deploy web 10m by priya undo 5m  // <- gate-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      owner mara
      run {
        gate   go "Go / no-go" 15m by mara
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const step = firstCommitment(subject);
    if (!step || gatesBefore(subject, step).length > 0) return;
    // A gate that says whether to keep what is done, or to go back, stands where it belongs.
    const late = subject.release.steps.find(
      (gate) => gate.verb === 'gate' && isForward(gate) && gate.gate?.noGo?.action !== 'rollback',
    );
    const which = step.irreversible ? 'the first step that cannot be taken back' : 'the first change of the run';
    yield {
      message: late
        ? `${said(late)} decides too late: ${said(step)}, ${which}, does not wait for it. Put the gate before it.`
        : `Nobody says go before ${said(step)}, ${which}; put a gate before it.`,
      place: step.head,
      related: late && [{ message: 'The gate', place: late.head }],
      fixes: () => (late ? [] : [addGate(subject, step)]),
    };
  },
};

function addGate({ release }: ReleaseSubject, step: Step) {
  const by = release.owner ? ` by ${whoText(release.owner)}` : '';
  const text = `gate ${freeName(release, 'go')} "Go / no-go" 15m${by}`;
  let outermost: Step | Step['block'] = step;
  while (outermost.kind === 'step' || outermost.parent) {
    const above: Step['block'] = outermost.kind === 'step' ? outermost.block : outermost.parent!;
    // The run itself is entered through its first line; a block inside it waits as a whole.
    if (!above.parent) break;
    outermost = above;
  }
  return {
    title: 'Add a go/no-go before it',
    edits: [{ kind: 'insert-before' as const, place: outermost.place, text }],
  };
}
