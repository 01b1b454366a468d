/** Tests whose findings take weeks to mend, planned for when nothing can be mended any more. */
import type { Step } from '../../model.ts';
import type { Minutes } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** Those that begin less than so long before T, and still before it. Of a kind that was looked at before, it is looked at again. */
export function testedLast({ release, schedule }: Facts, least: Minutes): readonly Step[] {
  const { T } = schedule;
  if (T === undefined) return [];
  const all = release.steps.flatMap((step) => {
    const kind = isForward(step) ? slowToMend(step) : undefined;
    const start = schedule.steps[step.id]?.start;
    return kind !== undefined && start !== undefined ? [{ step, kind, start }] : [];
  });
  return all.flatMap(({ step, kind, start }) => {
    const isLast = start < T && T - start < least && !step.done && !inRun(step);
    return isLast && !all.some((other) => other.kind === kind && T - other.start >= least) ? [step] : [];
  });
}

const slowToMend = heard((words, { verb }): string | undefined => {
  if (verb !== 'task' && verb !== 'verify') return undefined;
  const text = words();
  return AGAIN.test(text) ? undefined : KINDS.find(([, form]) => form.test(text))?.[0];
});

const AGAIN = /\b(re-?test\w*|again|final|last|re-?check\w*|report|results?|review\w*|sign(ed)?[- ]?off|smoke)\b/i;
const KINDS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['security', /\bpen(?:etration)?[- ]?test\w*|\bsecurity (?:tests?|testing|audit)\b/i],
  [
    'compliance',
    /\b(?:GDPR|DSGVO|RGPD|HIPAA|PCI|SOX|KVKK|compliance|accessibility)\b.*\b(?:verif\w*|audit\w*|test\w*|assess\w*|geprüft|prüfung)\b|\b(?:verif\w*|audit|test\w*|assess\w*)\b.*\b(?:compliance|GDPR|HIPAA|accessibility)\b/i,
  ],
];
