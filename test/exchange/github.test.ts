import { expect, test } from 'vitest';
import { githubReport } from '../../exchange/reports/github.ts';
import { EXAMPLES, HOSTILE, reportOf } from './report-of.ts';

/** Reads a line as the runner does: `::name key=value,key=value::message`. */
function readCommand(line: string) {
  const match = /^::(\w+) ([^:]*)::(.*)$/.exec(line);
  if (!match) return undefined;
  const plain = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const properties = Object.fromEntries(
    match[2]!.split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), plain(pair.slice(at + 1))];
    }),
  );
  return { name: match[1], properties, message: plain(match[3]!) };
}

test('one command for each finding that counts, errors first', () => {
  const report = reportOf(EXAMPLES);
  const lines = githubReport(report).trimEnd().split('\n');
  const commands = lines.slice(0, -1).map(readCommand);
  expect(commands.every((command) => command !== undefined)).toBe(true);
  const counted = report.analyses.flatMap(({ findings }) => findings).filter(({ waived }) => !waived);
  expect(commands).toHaveLength(counted.length);
  const names = commands.map((command) => command!.name);
  expect(names).toEqual([...names].sort((a, b) => ORDER.indexOf(a!) - ORDER.indexOf(b!)));
  expect(lines.at(-1)).toMatch(/^\d+ errors, \d+ warnings, \d+ notes\.$/);
});
const ORDER = ['error', 'warning', 'notice'];

test('file, line and columns are those of the finding', () => {
  const report = reportOf({ 'plans/50 %, a:b.release': HOSTILE });
  const commands = githubReport(report).split('\n').map(readCommand);
  const unknown = commands.find((command) => command?.message.includes('`nobody`'))!;
  const line = HOSTILE.split('\n').findIndex((text) => text.includes('by nobody'));
  const col = HOSTILE.split('\n')[line]!.indexOf('nobody');
  expect(unknown.properties).toEqual({
    file: 'plans/50 %, a:b.release',
    line: String(line + 1),
    endLine: String(line + 1),
    col: String(col + 1),
    endColumn: String(col + 6),
    title: 'unknown-name (night-1.0)',
  });
});

test('no text of a plan begins a line, so none is a command', () => {
  const report = reportOf({ 'a.release': HOSTILE }, { problems: ['a\n::set-output name=x::y\r\n::stop-commands::z'] });
  const lines = githubReport(report).split('\n');
  expect(lines.filter((line) => !/^(::(error|warning|notice) |\d+ |$)/.test(line))).toEqual([]);
  expect(lines[0]).toBe('::error title=release-plan::a%0A::set-output name=x::y%0D%0A::stop-commands::z');
});

test('nothing found is said', () => {
  expect(githubReport(reportOf({ 'a.release': '' }))).toBe('No findings.\n');
});
