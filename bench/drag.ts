/**
 * What it takes to say what would come of a bar that is dragged: its start and its end, in the middle of a run. `node bench/drag.ts`
 * prints it alone, and `npm run bench` has it among the others.
 *
 * Options: `--steps 100,1000`, `--rounds 15`, and `--processor` on a machine that has other work: time of the processor, not of the clock.
 */

import { createWorkspace } from '../language/workspace.ts';
import { toolOptions } from '../scripts/options.ts';
import { editStep } from '../service/step-edit/step-edit.ts';
import { clock, measure, milliseconds, processor, table } from './tools/measure.ts';
import { samplePlan } from './tools/plans.ts';

export function dragTable(sizes: readonly number[], rounds: number, now = clock): string {
  const rows = sizes.map((steps) => {
    const { release: text } = samplePlan(steps);
    const uri = 'file:///bench/a.release';
    const workspace = createWorkspace({ roots: ['file:///bench/'] });
    workspace.set(uri, text);
    const analysis = workspace.analysis(uri);
    const file = { uri, text, plan: analysis.plan, analysis, workspace };
    const release = analysis.plan.releases[0]!;
    const step = release.steps[steps >> 1]!;
    const times = analysis.schedules[0]!.steps[step.id]!;
    // As many as an editor would wait for; every drag goes to another place.
    const count = steps > 1000 ? Math.min(rounds, 3) : rounds;
    let by = 0;
    const drag = (
      wish: (minutes: number) => { readonly start: number } | { readonly end: number },
      isTrial: boolean,
    ) => {
      const { median, p95 } = measure(
        count,
        () => {
          by += 5;
          const edited = editStep(file, { release: release.name, step: step.id, ...wish(by) }, { isTrial });
          if ('trouble' in edited) throw new Error(edited.trouble);
        },
        now,
      );
      return `${milliseconds(median)} (${milliseconds(p95)})`;
    };
    return [
      steps.toLocaleString('en'),
      drag((minutes) => ({ start: times.start + minutes }), true),
      drag((minutes) => ({ end: times.end + minutes }), true),
      drag((minutes) => ({ end: times.end + minutes }), false),
    ];
  });
  return table(
    `A bar in the picture: what would come of it, and the edits that write it, in ms${now === clock ? '' : ' of processor'}`,
    ['steps', 'start dragged', 'end dragged', 'let go'],
    rows,
  );
}

if (import.meta.main) {
  const { values } = toolOptions(import.meta.filename, {
    options: {
      steps: { type: 'string', default: '100,1000,10000' },
      rounds: { type: 'string', default: '15' },
      processor: { type: 'boolean', default: false },
    },
  });
  const sizes = values.steps.split(',').map(Number);
  console.log(dragTable(sizes, Number(values.rounds), values.processor ? processor : clock));
}
