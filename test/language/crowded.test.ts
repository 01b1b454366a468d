/** Two facts on one line are told once, and the repair makes two lines of them. */
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { FILE, judgedText } from '../checks/marked.ts';

const calendar = 'calendar a {\n  zone Europe/Berlin\n}\n';
const told = (text: string) =>
  judgedText(text)
    .analysis.findings.filter(({ code }) => code === 'syntax')
    .map(({ message }) => message);

test.each([
  ['person x { calendar a rate 5 EUR }', 'rate'],
  ['person x {\n  calendar a rate 5 EUR\n}', 'rate'],
  ['audience y { channels email notice 5wd }', 'notice'],
  ['release r-1 {\n  kind standard window Wed 2026-12-09 20:00 .. 22:00\n}', 'window'],
  ['calendar b { zone Europe/Berlin working Mon..Fri 09:00 .. 17:00 }', 'working'],
])('%s', (text, word) => {
  const whole = calendar + text;
  expect(told(whole)).toEqual([`A line says one thing, and \`${word}\` begins another; break the line before it.`]);
  const { analysis, fixesOf } = judgedText(whole);
  const [fix] = fixesOf(analysis.findings.find(({ code }) => code === 'syntax')!);
  const edits = textEdits(fix!.edits, (file) => (file === FILE ? whole : undefined));
  expect(told(applyTextEdits(whole, edits))).toEqual([]);
});

test('a name that is spelled like a word is a name', () => {
  expect(told('service rate\nservice web { uses rate }\nservice shop { uses web, rate }')).toEqual([]);
});
