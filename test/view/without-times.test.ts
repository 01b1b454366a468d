/** Plans in which nothing has a time yet, in the picture: on the page of their date, and never in 1970. */
import { expect, test } from 'vitest';
import { renderPicture } from '../../view/schedule/picture.ts';
import { analyseText } from '../checks/marked.ts';

test.each([
  ['the one step of the run is open', 'run {\n deploy shop 10m by ann at tbd\n}'],
  ['a run that is open', 'run at tbd {\n deploy shop 10m by ann\n}'],
  [
    'a phase that hangs on what is open',
    'rehearsal first by ann at tbd\nphase p after first {\n task look 1h by ann\n}',
  ],
])('%s', (_, lines) => {
  const picture = (window: string) => {
    const analysis = analyseText(
      `person ann\nservice shop\nrelease r {\n kind standard\n zone UTC\n window ${window}\n${lines}\n}\n`,
    );
    return {
      steps: Object.keys(analysis.schedules[0]!.steps),
      text: renderPicture(analysis, analysis.schedules[0]!, {}, 'a'),
    };
  };
  const dated = picture('Fri 2026-12-11 23:00 .. Sat 2026-12-12 05:00');
  expect(dated.steps).toEqual([]);
  expect(dated.text).toContain('Fri 11 Dec');
  for (const { text } of [dated, picture('tbd')]) expect(text).not.toMatch(/\b1 Jan\b|(?<![\d.])1970(?!\d)/);
});
