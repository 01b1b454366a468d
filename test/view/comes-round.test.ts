/** What comes round, in the picture of a release: every time that meets it. */
import { expect, test } from 'vitest';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText } from '../checks/marked.ts';

const TEXT = `person ann
service shop
freeze fridays of shop every Fri 12:00 .. 24:00
maintenance nights of shop every Fri 22:30 .. 05:00
release r-1 {
  kind   standard
  window Fri 2026-12-11 23:00 .. Sat 2026-12-12 05:00
  prepare { task build 1wd by ann due Tue 2026-12-01 12:00 }
  run { deploy shop 10m by ann undo 5m }
}
`;

const picture = () => {
  const analysis = analyseText(TEXT);
  return layout(analysis, analysis.schedules[0]!);
};

test('a freeze and a maintenance have a bar for every time, where they meet the release', () => {
  const bars = picture().panels.flatMap(({ title, rows }) =>
    rows
      .filter(({ kind }) => kind === 'range')
      .map(({ verb, label, detail, bars }) => `${title}: ${verb} ${label} (${detail}) ${bars.length}`),
  );
  expect(bars).toEqual([
    'Before: freeze fridays (shop) 2',
    'Before: maintenance nights (shop) 2',
    'The run: freeze fridays (shop) 1',
    'The run: maintenance nights (shop) 1',
  ]);
});

test('an event tells where it is announced', () => {
  const fair = 'event fair during Mon 2026-12-07 .. Tue 2026-12-08 link https://fair.example/x link "the wall"';
  const analysis = analyseText(TEXT.replace('service shop', `service shop\n${fair}`));
  const { panels } = layout(analysis, analysis.schedules[0]!);
  const titles = panels.flatMap(({ rows }) => rows.flatMap(({ bars }) => bars.map(({ title }) => title)));
  expect(titles.filter((title) => title.includes('fair'))).toEqual([
    expect.stringMatching(/https:\/\/fair\.example\/x\nthe wall$/),
  ]);
});

test('the run is shaded where it is frozen', () => {
  const shades = picture().panels.flatMap(({ shades }) => shades.map(({ kind, label }) => `${kind}: ${label}`));
  expect(shades).toContain('freeze: freeze fridays');
});
