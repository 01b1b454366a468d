/** A difference on a terminal: signs, labels in a column, what got worse in red. */
import { MARKS } from '../view/diff/headlines.ts';
import type { PlanNews, ReleaseNews } from '../view/diff/news.ts';
import type { DiffRow, DiffSection } from '../view/diff/report.ts';
import { textWidth } from './terminal/columns.ts';
import { named, printable } from './terminal/printable.ts';
import type { Paint } from './terminal/streams.ts';

export function differenceText(sections: readonly DiffSection[], paint: Paint): string {
  return sections
    .map(({ title, rows }) => {
      const labels = rows.map(({ label }) => printable(label));
      const width = Math.min(Math.max(...labels.map(textWidth)), WIDEST_LABEL);
      const lines = rows.map((row, i) => {
        const label = labels[i]! + ' '.repeat(Math.max(width - textWidth(labels[i]!), 0));
        const line = `${row.sign} ${label}  ${printable(row.text)}`;
        const colour = COLOURS[row.tone];
        return `  ${colour ? paint(colour, line) : line}`;
      });
      return `\n${paint('bold', printable(title))}\n${lines.join('\n')}\n`;
    })
    .join('');
}

/** All that is new in plans: of each release first what matters, then everything. */
export function newsText(plans: readonly PlanNews[], paint: Paint): string {
  return plans.map((plan) => planText(plan, paint)).join('\n');
}

function planText({ path, headlines, sections, releases }: PlanNews, paint: Paint): string {
  const of = (release: ReleaseNews) => {
    const where = releases.length > 1 ? '' : paint('dim', ` in ${named(path)}`);
    return `${paint('bold', printable(release.difference.name))}${where}\n${newsOf(release, paint)}`;
  };
  const file = headlines.length + sections.length > 0 || releases.length !== 1 ? `${paint('bold', named(path))}\n` : '';
  return [file === '' ? '' : `${file}${newsOf({ headlines, sections }, paint)}`, ...releases.map(of)]
    .filter((text) => text !== '')
    .join('\n');
}

function newsOf({ headlines, sections }: Pick<PlanNews, 'headlines' | 'sections'>, paint: Paint): string {
  const lines = headlines.map(({ text, tone }) => {
    const colour = COLOURS[tone];
    const line = `  ${MARKS[tone]} ${printable(text)}`;
    return `${colour ? paint(colour, line) : line}\n`;
  });
  return `${lines.join('')}${differenceText(sections, paint)}`;
}

/** Cells. A longer label pushes its own text to the right, not that of all others. */
const WIDEST_LABEL = 36;

const COLOURS: Readonly<Record<DiffRow['tone'], 'red' | 'green' | undefined>> = {
  better: 'green',
  worse: 'red',
  plain: undefined,
};
