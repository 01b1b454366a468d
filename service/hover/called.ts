/** A rollback or play: until when it can be called, and who calls it. */
import { find } from '../../plan/ids.ts';
import { type Block, type Release, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { cascadeOf, cascadeText, idleText } from '../../plan/schedule/rollback/describe.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { moment } from '../words/words.ts';
import { code, document, list, plain } from './markdown.ts';

/** A block that has no name to hover over, by its head. */
export function describeCalled(release: Release, schedule: Schedule, block: Block): string {
  const title = `${block.kind}${block.title ? ` – ${plain(block.title)}` : ''}`;
  return document(title, describeCalls(release, schedule, block));
}

/** Until when a rollback or play can be called, what goes on in its place then, and who calls it. */
export function describeCalls(release: Release, schedule: Schedule, block: Block): string | undefined {
  const wording = { moment: (at: number) => moment(at, schedule, release.zone), name: code };
  const lines = schedule.rollbacks.flatMap((run) => {
    const cascade = cascadeOf(run.cascades, block);
    if (!cascade) return [];
    const way = run.ways.find(({ via }) => via === block.id);
    const last = way?.stages.at(-1);
    const idle = cascade.links
      .filter((link) => link.idle)
      .map((link) => idleText(release, cascade.links, link, wording));
    const callers = cascade.calledBy
      .map((id) => find(release, id))
      .map((caller) =>
        caller.kind === 'step'
          ? `the no-go of ${code(stepLabel(caller))}`
          : `\`when\` in line ${caller.place.range.start.line + 1}`,
      );
    return [
      cascadeText(release, cascade, wording),
      ...idle,
      last && last.minutes > 0 && `at the end of the run it lasts ${describeMinutes(last.minutes)}`,
      callers.length > 0 && `called by ${callers.join(', ')}`,
    ];
  });
  const said = lines.filter((line) => typeof line === 'string');
  return said.length > 0 ? list(said) : undefined;
}
