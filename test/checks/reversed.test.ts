/** What ends before it begins is told once, at its end, on every line that takes a range; the same the right way round is not. */
import { expect, test } from 'vitest';
import { factsOf } from '../../plan/findings/findings.ts';
import { analyseText } from './marked.ts';

const DAYS = ['Tue 2026-12-01', 'Mon 2026-11-30'] as const;
const HOURS = ['Tue 2026-12-01 10:00', 'Mon 2026-11-30 10:00'] as const;
const OFFSETS = ['T-2d', 'T-3d'] as const;

/** A line with `FROM` and `TO`, where it stands, and the ends that it takes. */
const LINES: readonly (readonly [
  line: string,
  where: 'file' | 'release' | 'person' | 'calendar',
  ...ends: (readonly [string, string])[],
])[] = [
  ['window second FROM .. TO', 'release', HOURS, OFFSETS],
  ['phase p FROM .. TO { task a 1h by ann }', 'release', DAYS, HOURS, OFFSETS],
  ['sequence s FROM .. TO { task a 1h by ann }', 'release', HOURS, OFFSETS],
  ['task a by ann during FROM .. TO', 'release', DAYS, HOURS, OFFSETS],
  ['task a 1h by ann FROM .. TO', 'release', DAYS, HOURS, OFFSETS],
  ['uat u by ann during FROM .. TO', 'release', DAYS, HOURS, OFFSETS],
  ['hypercare FROM .. TO { cover by ann otherwise }', 'release', DAYS, HOURS, OFFSETS],
  ['roster r during FROM .. TO { cover by ann otherwise }', 'release', DAYS, HOURS, OFFSETS],
  ['reserve ann during FROM .. TO', 'release', DAYS, HOURS, OFFSETS],
  ['change C1 during FROM .. TO', 'release', DAYS, HOURS, OFFSETS],
  ['when "x" > 1 from jira during FROM .. TO then stop', 'release', DAYS, HOURS, OFFSETS],
  ['freeze f of x during FROM .. TO', 'file', DAYS, HOURS, OFFSETS],
  ['freeze f of x from FROM until TO', 'release', DAYS, HOURS, OFFSETS],
  ['freeze f of x every Sat, Sun from FROM until TO', 'file', DAYS],
  ['maintenance m of x during FROM .. TO', 'file', DAYS, HOURS],
  ['event e FROM .. TO', 'file', DAYS, HOURS],
  ['task a 1h by ann every 1d from FROM until TO', 'release', HOURS, OFFSETS],
  ['cycle c every 1d from FROM until TO { task a 1h by ann }', 'release', HOURS, OFFSETS],
  ['train t every 2w from FROM until TO', 'file', HOURS],
  ['leave FROM .. TO', 'person', DAYS],
  ['holiday FROM .. TO "Off"', 'calendar', DAYS],
];

/** Lines on which it is told. */
function toldOf(line: string, where: string): readonly string[] {
  const at = (place: string) => (where === place ? line : '');
  const text = `calendar home {
  zone UTC
  ${at('calendar')}
}
person ann {
  calendar home
  ${at('person')}
}
${at('file')}
release r-1 {
  kind   standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
  ${at('release')}
  run { task look 10m by ann }
}
release r-2 {
  kind   standard
  window Sat 2026-12-12 22:00 .. Sun 2026-12-13 06:00
  run { task look 10m by ann }
}
`;
  const lines = text.split('\n');
  return factsOf(analyseText(text).findings).flatMap(({ message, place }) =>
    /ends .* before it begins/.test(message) ? (lines[place.range.start.line]?.trim() ?? '') : [],
  );
}

test.each(LINES.flatMap(([line, where, ...ends]) => ends.map(([from, to]) => ({ line, where, from, to }))))(
  '$line: $from .. $to',
  ({ line, where, from, to }) => {
    const wrong = line.replace('FROM', from).replace('TO', to);
    expect(toldOf(wrong, where)).toEqual([wrong]);
    expect(toldOf(line.replace('FROM', to).replace('TO', from), where)).toEqual([]);
  },
);
