/** `release-plan explain CODE`: what a check finds, why it matters, and an example of both sides. */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { checkIndex, checkPage, defaultText, severityText } from '../../plan/checks/page.ts';
import { checkNamed, jsonCheck } from '../../service/findings/explain.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import type { Paint, Streams } from '../terminal/streams.ts';

export interface ExplainOptions {
  readonly list?: boolean;
  readonly format: 'text' | 'json' | 'markdown';
}

/** Without a code: all of them. */
export function explain(code: string | undefined, options: ExplainOptions, streams: Streams): ExitCode {
  const send = options.format === 'text' ? streams.write : streams.data;
  if (code === undefined) send(all(options.format));
  else if (options.list) throw new Misuse(`--list is about all checks: leave out '${code}', or --list.`);
  else send(one(named(code), options.format, streams.paint));
  return 0;
}

function all(format: ExplainOptions['format']): string {
  if (format === 'json') return `${JSON.stringify(checks.map(jsonCheck), null, 2)}\n`;
  if (format === 'markdown') return checkIndex(checks);
  const width = Math.max(...checks.map((check) => check.code.length));
  return checks
    .map(
      ({ code, severity, fixable, title }) =>
        `${code.padEnd(width)}  ${severity.padEnd(11)}  ${fixable ? 'fix' : '   '}  ${title}\n`,
    )
    .join('');
}

function one(check: Check, format: ExplainOptions['format'], paint: Paint): string {
  if (format === 'json') return `${JSON.stringify(jsonCheck(check), null, 2)}\n`;
  return format === 'markdown' ? checkPage(check) : page(check, paint);
}

/** Throws a `Misuse` with the codes that may have been meant. */
function named(code: string): Check {
  const found = checkNamed(code);
  if ('trouble' in found) throw new Misuse(found.trouble);
  return found;
}

function page(check: Check, paint: Paint): string {
  const parameters = Object.entries(check.parameters ?? {}).flatMap(([name, { type, description }]) => [
    `  ${paint('bold', name)} (${type}, default ${plain(defaultText(check, name))})`,
    `      ${description}`,
  ]);
  return `${[
    `${paint('bold', check.code)}: ${check.title}.`,
    '',
    plain(check.why),
    '',
    plain(severityText(check)),
    check.fixable
      ? 'There is a quick fix; `check --fix` makes it wherever there is one way out.'
      : 'Its repair is up to you.',
    ...(parameters.length > 0 ? ['', paint('bold', 'Parameters of a policy'), ...parameters] : []),
    '',
    paint('bold', 'Found in'),
    indent(check.example.breaks),
    '',
    paint('bold', 'Not found in'),
    indent(check.example.passes),
  ].join('\n')}\n`;
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function indent(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '  ');
}
