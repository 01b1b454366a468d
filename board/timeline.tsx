/** Timeline: plan and reality in one picture, the plan as a ghost behind it. */
import { nightSteps, type Props } from './props.ts';
import { clock, late } from './said.ts';

const ROW = 30;
const LEFT = 250;
const WIDTH = 1000;

export function Timeline({ board, now }: Props) {
  const steps = nightSteps(board);
  if (steps.length === 0) return <p class="panel">Nothing runs in this plan.</p>;
  const at = now / 60_000;
  const first = Math.min(at, ...steps.map(({ planned, forecast }) => Math.min(planned.start, forecast.start)));
  const last = Math.max(at, ...steps.map(({ planned, forecast }) => Math.max(planned.end, forecast.end)));
  const x = (minute: number) => LEFT + ((minute - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 60);
  const height = steps.length * ROW + 40;
  const step = stepOf(last - first);
  const ticks = Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, i) => Math.ceil(first / step) * step + i * step,
  ).filter((tick) => tick <= last);
  const decide = board.decision && !board.decision.noReturn?.begun ? board.decision.by : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is wider than the screen, and has to be scrolled by keys, too
    <figure class="panel timeline" tabIndex={0} aria-label="Plan and reality">
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`Plan and reality of ${steps.length} steps; it ends ${clock(board.end.forecast, board.zone)}, ${late(board.end.drift)}.`}
      >
        {ticks.map((tick) => (
          <g class="tick">
            <line x1={x(tick)} x2={x(tick)} y1={24} y2={height} />
            <text x={x(tick)} y={16} text-anchor="middle">
              {clock(tick, board.zone)}
            </text>
          </g>
        ))}
        {steps.map((one, i) => {
          const y = 30 + i * ROW;
          const width = (span: { start: number; end: number }) => Math.max(3, x(span.end) - x(span.start));
          return (
            <g class={`bar is-${one.progress.replace(' ', '-')}`}>
              <title>
                {one.label}: planned {clock(one.planned.start, board.zone)}–{clock(one.planned.end, board.zone)},{' '}
                {clock(one.forecast.start, board.zone)}–{clock(one.forecast.end, board.zone)}
              </title>
              <text x={LEFT - 10} y={y + 14} text-anchor="end">
                {short(one.label)}
              </text>
              <rect class="ghost" x={x(one.planned.start)} y={y + 12} width={width(one.planned)} height={8} />
              <rect class="real" x={x(one.forecast.start)} y={y} width={width(one.forecast)} height={14} rx={2} />
              {one.late !== 0 && (
                <text class="late" x={x(one.forecast.end) + 6} y={y + 12}>
                  {late(one.late)}
                </text>
              )}
            </g>
          );
        })}
        {decide !== undefined && decide >= first && decide <= last && (
          <g class="decide">
            <line x1={x(decide)} x2={x(decide)} y1={24} y2={height} />
          </g>
        )}
        <line class="nowline" x1={x(at)} x2={x(at)} y1={20} y2={height} />
      </svg>
    </figure>
  );
}

function stepOf(span: number): number {
  return [5, 10, 15, 30, 60, 120, 240, 720, 1440].find((step) => span / step <= 10) ?? 10_080;
}

function short(label: string): string {
  return label.length > 32 ? `${label.slice(0, 31)}…` : label;
}
