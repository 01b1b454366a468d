/**
 * What took longer in the night before than it was estimated, as the estimates of the next plan: a single one becomes what it
 * took, of a spread the upper end does. What nobody can say in minutes, or what stands in a line of others, is told.
 */
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import { matchSteps } from '../../plan/diff/match-steps.ts';
import type { PlanEdit } from '../../plan/findings/findings.ts';
import type { Outgrown } from '../../plan/log/results.ts';
import { isTbd, type Release, type Step, stepLabel } from '../../plan/model.ts';
import { contains } from '../../plan/place.ts';
import { formatDuration, isElapsed, ZERO } from '../../plan/time/duration.ts';
import type { Minutes } from '../../plan/time/model.ts';
import type { WrittenPlan } from './words.ts';

export interface Estimates {
  /** In the order of the plan. */
  readonly taken: readonly TakenOver[];
  /** What stays as it is, and why, a sentence each. */
  readonly left: readonly string[];
}

export interface TakenOver {
  readonly step: Step;
  readonly edit: PlanEdit;
  /** `rollout 24m (10m was estimated)`. */
  readonly says: string;
}

/** @param before the release whose night it was, which was made of the same template */
export function estimatesFor(release: Release, before: Release, longer: readonly Outgrown[]): Estimates {
  const { pairs } = matchSteps(before.steps, release.steps);
  const taken: TakenOver[] = [];
  const left: string[] = [];
  for (const { base, head } of pairs) {
    const one = longer.find(({ step }) => step === base);
    if (!one || !head || head.done) continue;
    const text = estimateOf(head, one.took);
    if (text === undefined) continue;
    if (typeof text !== 'string') left.push(`\`${stepLabel(head)}\` took ${minutes(one.took)}; ${text.because}.`);
    else
      taken.push({
        step: head,
        edit: editOf(head, text),
        says: `${one.name} ${text} (${one.estimated} was estimated)`,
      });
  }
  const order = new Map(release.steps.map((step, i) => [step, i]));
  return { taken: taken.sort((a, b) => order.get(a.step)! - order.get(b.step)!), left };
}

/** The plan that `next` makes, with what took longer taken over; it is found in what is found in it then. */
export function withEstimates(
  workspace: Workspace,
  plan: WrittenPlan,
  before: Release,
  longer: readonly Outgrown[],
): { readonly plan: WrittenPlan } & Estimates {
  const trial = workspace.fork();
  for (const file of new Set(plan.edits.map((edit) => edit.file)))
    trial.set(
      file,
      applyTextEdits(
        trial.text(file)!,
        plan.edits.filter((edit) => edit.file === file),
      ),
    );
  trial.set(plan.uri, plan.text);
  const release = trial.plan(plan.uri).releases.find(({ name }) => name === plan.name);
  const estimates = release ? estimatesFor(release, before, longer) : { taken: [], left: [] };
  if (estimates.taken.length === 0) return { plan, ...estimates };
  const edits = textEdits(
    estimates.taken.map(({ edit }) => edit),
    (uri) => trial.text(uri),
  );
  const text = format(applyTextEdits(plan.text, edits));
  trial.set(plan.uri, text);
  const findings = trial.analysis(plan.uri).findings.filter(({ waived }) => !waived);
  return { plan: { ...plan, text, findings }, ...estimates };
}

/** What is written instead; undefined: the estimate knows it already. */
function estimateOf({ duration: now, usedAt }: Step, took: Minutes): string | { readonly because: string } | undefined {
  const text = minutes(took);
  if (usedAt) return { because: `it comes from a runbook, whose line stands for others, too` };
  if (!now || isTbd(now)) return text;
  const { min, likely, max, open } = now;
  if (![min, likely, max].every(isElapsed))
    return { because: `it is estimated as ${now.text}, and nobody can tell how many days that is` };
  if ((open === 'max' ? min : max).minutes >= took) return undefined;
  if (open === 'min') return `..${text}`;
  const lower = partsOf(now.text) === 3 ? [min, likely] : partsOf(now.text) === 2 ? [min] : [];
  return [...lower.map(formatDuration), text].join('..');
}

/** `10m..20m` has two; of `10m..` the upper one is not known. */
function partsOf(text: string): number {
  return text.split('..').length;
}

function editOf({ duration, place }: Step, text: string): PlanEdit {
  const isOwn = duration !== undefined && contains(place, duration.place);
  return isOwn ? { kind: 'replace', place: duration.place, text } : { kind: 'append-clause', place, text };
}

function minutes(count: Minutes): string {
  return formatDuration({ ...ZERO, minutes: count });
}
