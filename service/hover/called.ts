/** A rollback or play: until when it can be called, and who calls it. */
import { type Block, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { cascadeOf, cascadeText, idleText } from '../../plan/schedule/rollback/describe.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { moment } from '../words.ts';
import { code, document, list, plain } from './markdown.ts';

/** A block that has no name to hover over, by its head. */
export function describeCalled(block: Block, schedule: Schedule): string {
  return document(`${block.kind}${block.title ? ` – ${plain(block.title)}` : ''}`, describeCalls(block, schedule));
}

/** Until when a rollback or play can be called, what goes on in its place then, and who calls it. */
export function describeCalls(block: Block, schedule: Schedule): string | undefined {
  const wording = { moment: (at: number) => moment(at, schedule), name: code };
  const lines = schedule.rollbacks.flatMap((run) => {
    const cascade = cascadeOf(run.cascades, block);
    if (!cascade) return [];
    const way = run.ways.find(({ via }) => via === block);
    const last = way?.stages.at(-1);
    const idle = cascade.links.filter((link) => link.idle).map((link) => idleText(cascade.links, link, wording));
    const callers = cascade.calledBy.map((caller) =>
      caller.kind === 'step'
        ? `the no-go of ${code(stepLabel(caller))}`
        : `\`when\` in line ${caller.place.range.start.line + 1}`,
    );
    return [
      cascadeText(cascade, wording),
      ...idle,
      last && last.minutes > 0 && `at the end of the run it lasts ${describeMinutes(last.minutes)}`,
      callers.length > 0 && `called by ${callers.join(', ')}`,
    ];
  });
  const said = lines.filter((line) => typeof line === 'string');
  return said.length > 0 ? list(said) : undefined;
}
