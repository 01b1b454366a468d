/** Which uncertainties move the end most: the bars of a tornado diagram. */
import type { Risk, Step } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { Swing } from './model.ts';
import type { Answers, Contrast } from './simulate.ts';

interface Subjects {
  readonly base: Instant;
  readonly unit: number;
  /** What `Answers.variables` and `Answers.events` are about, in their order. */
  readonly variables: readonly Step[];
  readonly events: readonly Risk[];
}

const MOST_SWINGS = 10;

/**
 * The difference of two conditional means for each of them: see `Swing`. All others vary as they do, so what a step does
 * only where it is on the longest path counts with how often it is. What is below three standard errors is left out: it
 * cannot be told from chance.
 */
export function swingsOf(answers: Answers, { base, unit, variables, events }: Subjects): readonly Swing[] {
  const { end } = answers;
  const deviation = deviationOf(end);
  const swings = [
    ...variables.map((subject, i) => ({ subject, ...answers.variables[i]! })),
    ...events.map((subject, i) => ({ subject, ...answers.events[i]! })),
  ];
  return swings
    .filter(({ low, high, error }) => high - low >= Math.max(unit / 2, 3 * deviation * error))
    .sort((a, b) => spanOf(b) - spanOf(a))
    .slice(0, MOST_SWINGS)
    .map(({ subject, low, high }) => ({
      subject: subject.id,
      from: base + Math.round(low / unit),
      to: base + Math.round(high / unit),
      minutes: Math.round((10 * (high - low)) / unit) / 10,
    }));
}

function spanOf({ low, high }: Contrast): number {
  return high - low;
}

function deviationOf(values: Int32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
