/** `release-plan explain CODE`: what a check finds, why it matters, and an example of both sides. */
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import type { Streams } from '../streams.ts';

export function explain(code: string | undefined, streams: Streams): ExitCode {
  if (code === undefined) {
    const width = Math.max(...checks.map((check) => check.code.length));
    streams.write(
      checks.map((check) => `${check.code.padEnd(width)}  ${check.severity.padEnd(11)}  ${check.title}\n`).join(''),
    );
    return 0;
  }
  const check = checks.find((each) => each.code === code);
  if (!check) {
    const near = checks.filter(
      (each) => each.code.includes(code) || code.split('-').some((part) => part.length > 3 && each.code.includes(part)),
    );
    const hint =
      near.length > 0
        ? ` Did you mean ${near
            .slice(0, 5)
            .map((each) => each.code)
            .join(', ')}?`
        : '';
    throw new Misuse(`There is no check '${code}'.${hint} \`release-plan explain\` lists them all.`);
  }
  streams.write(page(check, streams));
  return 0;
}

function page(check: Check, { paint }: Streams): string {
  const parameters = Object.entries(check.parameters ?? {}).map(
    ([name, { description, default: value }]) => `  ${name} ${[value].flat().join(', ')}: ${description}`,
  );
  return `${[
    `${paint('bold', check.code)} (${check.severity}${check.fixable ? ', can be fixed automatically' : ''})`,
    '',
    check.title,
    check.why,
    ...(parameters.length > 0 ? ['', paint('bold', 'Parameters of a policy'), ...parameters] : []),
    ...('example' in check && check.example
      ? [
          '',
          paint('bold', 'Found in'),
          indent(check.example.breaks),
          '',
          paint('bold', 'Not found in'),
          indent(check.example.passes),
        ]
      : []),
  ].join('\n')}\n`;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '  ');
}
