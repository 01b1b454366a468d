/** For stakeholders: where it is, without the name of anybody. */
import { nightSteps, type Props } from './props.ts';
import { clock, late, minutes } from './said.ts';

export function Status({ board }: Props) {
  const steps = nightSteps(board);
  const done = steps.filter(({ progress }) => progress === 'done' || progress === 'skipped').length;
  const { outage, end, zone } = board;
  const headline =
    board.phase === 'closed'
      ? `Closed: ${board.closed}`
      : board.phase === 'rolling back'
        ? 'Everything is being taken back'
        : board.noGo
          ? `Does not begin${board.noGo.means === undefined ? '' : `: ${board.noGo.means}`}`
          : board.phase === 'not open'
            ? `Begins ${clock(board.runStart, zone)}`
            : end.drift >= 5
              ? `Under way, ${late(end.drift)}`
              : 'Under way, as planned';
  return (
    <div class="status">
      <p class="huge second">{headline}</p>
      <section class="panel">
        <p>
          <b>{done}</b> of <b>{steps.length}</b> steps done
        </p>
        <progress value={done} max={Math.max(1, steps.length)} aria-label="steps done" />
        {end.forecast !== undefined && (
          <p>
            Expected end <b>{clock(end.forecast, zone)}</b>, planned {clock(end.planned, zone)}
          </p>
        )}
        {outage && (
          <p>
            {outage.since !== undefined && outage.until !== undefined
              ? `Users are away since ${clock(outage.since, zone)}, back ≈ ${clock(outage.until, zone)}`
              : outage.soFar > 0
                ? `Users were away for ${minutes(outage.soFar)}`
                : `Users will be away for ≈ ${minutes(outage.forecast)}`}
            {outage.promised !== undefined && ` (promised: at most ${minutes(outage.promised)})`}
          </p>
        )}
      </section>
    </div>
  );
}
