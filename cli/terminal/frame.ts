/** A finding with the line of text it is about, as compilers show it. */
import { counted } from '../../plan/counted.ts';
import type { Finding, Fix, Related } from '../../plan/findings/findings.ts';
import { kindsOf } from '../../plan/findings/kinds.ts';
import type { Place, Severity } from '../../plan/model.ts';
import { named, printable } from './printable.ts';
import type { Paint, Style } from './streams.ts';

export interface FrameContext {
  readonly paint: Paint;
  pathOf(uri: string): string;
  text(uri: string): string | undefined;
}

/** @param fix the best repair of the finding, where there is one */
export function frame(finding: Finding, fix: Fix | undefined, context: FrameContext): string {
  const { paint } = context;
  const style = styles[finding.severity];
  const head = `${paint(style, paint('bold', words[finding.severity]))} ${paint('dim', `[${finding.code}]`)} ${paint('bold', finding.message)}`;
  const kinds = finding.members && kindsOf(finding.members);
  const all: readonly Related[] = kinds ?? finding.related;
  const related = all
    .slice(0, SHOWN)
    .map(({ message, place }) => `      ${paint('blue', 'see')} ${where(place, context)} ${message}`);
  const left = all.length - related.length;
  if (left > 0)
    related.push(
      `      ${paint('blue', 'see')} ${kinds ? counted(left, 'more kind') : `${left} more`} (--format json has all of them)`,
    );
  const fixes = fix ? [`      ${paint('green', 'fix')} ${fix.title}`] : [];
  return [
    head,
    `  ${paint('blue', '-->')} ${where(finding.place, context)}`,
    ...source(finding, context, style),
    ...related,
    ...fixes,
  ]
    .join('\n')
    .concat('\n');
}

/** So many places are told: of a finding with more the list is longer than what it says. */
const SHOWN = 12;

const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };
const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'cyan' };

/** `plans/night.release:14:5`, counted from 1 as editors do. */
function where(place: Place, context: FrameContext): string {
  const { line, character } = place.range.start;
  return `${named(context.pathOf(place.file))}:${line + 1}:${character + 1}`;
}

/** The first line of the finding with its span marked. */
function source({ place }: Finding, { paint, text }: FrameContext, style: Style): string[] {
  const { start, end } = place.range;
  const line = text(place.file)?.split(/\r\n|\r|\n/)[start.line];
  if (line === undefined || line.trim() === '') return [];
  const number = String(start.line + 1).padStart(4);
  const from = Math.min(start.character, line.length);
  const to = end.line === start.line ? Math.min(end.character, line.length) : line.trimEnd().length;
  // Tabs stay tabs, so that the mark stands under what it marks.
  const indent = printable(line.slice(0, from)).replace(/[^\t]/g, ' ');
  const bar = paint('blue', '|');
  return [
    `${paint('blue', number)} ${bar} ${printable(line)}`,
    `     ${bar} ${indent}${paint(style, '^'.repeat(Math.max(to - from, 1)))}`,
  ];
}
