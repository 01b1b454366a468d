/** What a step waits for (its outgoing calls), and what waits for it (its incoming ones). */
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall } from 'vscode-languageserver';
import { find } from '../../../plan/ids.ts';
import { type Position, type Release, type Step, stepLabel } from '../../../plan/model.ts';
import { neighboursOf } from '../../../plan/order/neighbours.ts';
import { slides } from '../../../plan/taking-time.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { drawnIn, nameAt, scheduleOf, stepAt } from '../../../service/lookup.ts';
import { doubtful } from '../../../service/words/doubt.ts';
import { span } from '../../../service/words/words.ts';
import { symbolKind } from './document-symbols.ts';

export function prepareCallHierarchy(file: SourceFile, position: Position): CallHierarchyItem[] {
  const { plan } = file;
  const named = nameAt(plan, position)?.target;
  const owner = named?.kind === 'step' ? plan.releases.find((release) => release.steps.includes(named)) : undefined;
  if (owner && named?.kind === 'step') return [itemOf(file, owner, named)];
  const at = stepAt(plan, position);
  return at ? [itemOf(file, at.release, at.step)] : [];
}

/** What comes right before it in the order, and whose people or systems it waits for. */
export function outgoingCalls(file: SourceFile, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const at = stepOf(file, item);
  if (!at) return [];
  const schedule = scheduleOf(file.analysis, at.release);
  const waits = schedule.steps[at.step.id]?.waits ?? [];
  const waitedFor = waits.flatMap(({ step }) => (step ? find(at.release, step) : []));
  const steps = new Set([...waitedFor, ...neighboursOf(at.release, schedule.order).before(at.step)]);
  return [...steps].map((step) => ({
    to: itemOf(file, at.release, step),
    fromRanges: [at.step.namePlace.range],
  }));
}

export function incomingCalls(file: SourceFile, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const at = stepOf(file, item);
  if (!at) return [];
  const schedule = scheduleOf(file.analysis, at.release);
  const busy = at.release.steps.filter(({ id }) => schedule.steps[id]?.waits.some(({ step }) => step === at.step.id));
  const steps = new Set([...neighboursOf(at.release, schedule.order).behind(at.step), ...busy]);
  return [...steps].map((step) => ({
    from: itemOf(file, at.release, step),
    fromRanges: [step.namePlace.range],
  }));
}

interface Data {
  readonly release: string;
  readonly step: number;
}

function itemOf(file: SourceFile, release: Release, step: Step): CallHierarchyItem {
  const schedule = scheduleOf(file.analysis, release);
  const scheduled = schedule.steps[step.id];
  const inDoubt = drawnIn(file, schedule).doubt?.unread.steps.includes(step.id);
  const data: Data = { release: release.name, step: step.index };
  const { start } = step.head.range;
  return {
    name: stepLabel(step),
    kind: symbolKind('step'),
    ...(scheduled && {
      detail: inDoubt
        ? doubtful(span(scheduled.start, scheduled.end, schedule, release.zone), false)
        : `${span(scheduled.start, scheduled.end, schedule, release.zone)}${slides(step) ? `, float ${describeMinutes(scheduled.totalFloat)}` : ''}`,
    }),
    uri: step.place.file,
    range: step.place.range,
    selectionRange: { start, end: { line: start.line, character: start.character + step.verb.length } },
    data,
  };
}

/** The item was made of an earlier version; what it names may be gone. */
function stepOf(file: SourceFile, item: CallHierarchyItem): { release: Release; step: Step } | undefined {
  const data = item.data as Data | undefined;
  const release = file.plan.releases.find((each) => each.name === data?.release);
  const step = data && release?.steps[data.step];
  return release && step && stepLabel(step) === item.name ? { release, step } : undefined;
}
