/** Who is told what, when, over which channel, and with which words: an audience at a time. */
import { factsOf } from '../../plan/findings/findings.ts';
import { append } from '../../plan/grouped.ts';
import { lookup, releaseTitle, type Step } from '../../plan/model.ts';
import { explainStep } from '../schedule/explain.ts';
import { spansOf } from '../schedule/items.ts';
import { answerSentences } from '../words/answer-words.ts';
import { createClock, lengthBetween } from '../words/clock.ts';
import { companyWords } from '../words/company-words.ts';
import type { TableShown } from './shown.ts';
import { byStart, doubtOf, linkOf } from './step-cells.ts';
import { type Cell, cell, type Table, type TableRow, type TableSection } from './table.ts';

/** What tells that somebody is not told, or too late. */
const CODES: ReadonlySet<string> = new Set([
  'message-missing',
  'message-unmonitored',
  'notice-too-short',
  'channel-unread',
]);

export function communications(shown: TableShown): Table {
  const { analysis, release, schedule } = shown;
  const told = new Map<string, Step[]>();
  const messages = release.steps.filter(({ verb }) => verb === 'notify' || verb === 'meet');
  for (const { step } of byStart(messages, schedule)) {
    const to = step.targets.length > 0 ? step.targets.map(({ name }) => name) : ['everybody who takes part'];
    for (const name of new Set(to)) append(told, name, step);
  }
  const sections = [...told].map(([name, steps]) => sectionOf(name, steps, shown));
  const missing = factsOf(analysis.findings).filter(
    ({ code, waived, release: own }) => CODES.has(code) && !waived && (own === undefined || own === release.name),
  );
  if (missing.length > 0) {
    sections.push({
      title: 'Missing or too late',
      detail: '',
      rows: missing.map(
        (finding): TableRow => ({
          source: { file: finding.place.file, line: finding.place.range.start.line },
          finding: { severity: finding.severity, text: finding.message },
          isNote: true,
          cells: [cell(finding.message)],
        }),
      ),
    });
  }
  return {
    caption: `Who is told what of ${releaseTitle(release)}, and when; times are ${release.zone}.`,
    columns: [
      { title: 'When', align: 'end' },
      { title: 'Before or after', align: 'end', isExtra: true },
      { title: 'What', share: 3 },
      { title: 'By', share: 1 },
      { title: 'Over', share: 1 },
      { title: 'Answer', share: 1, isExtra: true },
    ],
    sections,
  };
}

function sectionOf(name: string, steps: readonly Step[], shown: TableShown): TableSection {
  const { analysis, release, schedule } = shown;
  const named = lookup(analysis.plan, release, name);
  const notice = named?.kind === 'audience' && named.notice ? `wants to know ${named.notice.text} before` : '';
  const zone = named && 'zone' in named && named.zone && named.zone !== release.zone ? named.zone : '';
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const timeWords = (at: number) => (clock.relative ? clock.time(at) : `${clock.day(at)} ${clock.timeAfter(at, at)}`);
  return {
    title: named && 'title' in named && named.title ? `${name}, ${named.title}` : name,
    detail: [zone, notice].filter((part) => part !== '').join(' · '),
    rows: steps.map((step) => messageRow(name, step, shown)),
  };
  function messageRow(to: string, step: Step, { findingsAt, doubt }: TableShown): TableRow {
    const scheduled = schedule.steps[step.id];
    const start = scheduled?.start;
    return {
      source: linkOf(step),
      finding: findingsAt(step.place),
      get description() {
        return explainStep(release, step, scheduled, spansOf(scheduled), clock);
      },
      get cells() {
        return [
          cell(start === undefined ? 'no time' : timeWords(start), { doubt: doubtOf(step, doubt) }),
          cell(distance(start, shown)),
          wordsCell(step, scheduled?.messages?.find((one) => one.to.includes(to))?.text),
          cell(companyWords(shown.analysis.plan, release, step, scheduled)),
          cell([...step.via.map((channel) => channel.name), step.where].filter(Boolean).join(', ')),
          cell(answerSentences(step, scheduled, clock).join(' ')),
        ];
      },
    };
  }
}

/** What it is about, and where the plan has them the words themselves. */
function wordsCell(step: Step, text: string | undefined): Cell {
  const title = step.title ?? step.name ?? '';
  const family = 'tell';
  return cell(title === '' ? (text ?? '') : title, {
    family,
    lead: step.verb === 'meet' ? 'meet' : undefined,
    note: title === '' ? '' : (text ?? ''),
  });
}

/** How long before the run begins, or after it has ended. */
function distance(at: number | undefined, { schedule }: TableShown): string {
  const { run } = schedule;
  if (at === undefined || !run) return '';
  if (at < run.start) return `${lengthBetween(run.start - at)} before`;
  if (at > run.end) return `${lengthBetween(at - run.end)} after`;
  return at === run.end ? 'at its end' : at === run.start ? 'as it begins' : 'meanwhile';
}
