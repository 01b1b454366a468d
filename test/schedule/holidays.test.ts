/** Holidays of two calendars: on a person, a team, a party, an audience, a release. */
import { describe, expect, test } from 'vitest';
import { formatDate } from '../../plan/time/format.ts';
import { active, analyseText, messagesOf } from '../checks/marked.ts';

const CALENDARS = `calendar berlin { holiday Tue 2026-12-08 "One" }
calendar paris { holiday Wed 2026-12-09 "Two" }
calendar plant { working Mon..Sun 06:00 .. 14:00 }
`;

/** The last working day before T on which a task of a day can be done by `eve`. */
function dayOf(declarations: string, own = ''): string {
  const analysis = analyseText(`${CALENDARS}${declarations}
release r-1 {
  kind   standard
  window Thu 2026-12-10 08:00 .. 12:00
  ${own}
  prepare { task early 1wd by eve due T-1wd }
  run { task go 5m by eve }
}
`);
  expect(active(analysis.findings).filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  return formatDate(analysis.schedules[0]!.steps['r-1/early']!.start, 'UTC');
}

describe('a person', () => {
  test.each([
    ['person eve', 'Wed 2026-12-09'],
    ['person eve { calendar paris }', 'Tue 2026-12-08'],
    ['person eve { calendar paris\n calendar berlin }', 'Mon 2026-12-07'],
    ['person eve { calendar paris\n holidays berlin }', 'Mon 2026-12-07'],
    ['person eve { holidays berlin, paris }', 'Mon 2026-12-07'],
    ['person eve { holidays berlin }', 'Wed 2026-12-09'],
    ['person eve { calendar plant\n holidays paris, berlin }', 'Mon 2026-12-07'],
  ])('%s', (declaration, day) => {
    expect(dayOf(declaration)).toBe(day);
  });

  test('keeps the hours of the first calendar', () => {
    const plant = dayOf('person eve { calendar plant\n calendar paris }');
    expect(plant).toBe('Tue 2026-12-08');
    expect(dayOf('person eve { calendar paris\n calendar plant }')).toBe('Tue 2026-12-08');
  });
});

test('a team gives them to whoever has no calendar of their own', () => {
  expect(dayOf('person eve\nteam crew is eve { calendar paris\n holidays berlin }')).toBe('Mon 2026-12-07');
  expect(dayOf('person eve\nteam crew is eve { holidays berlin, paris }')).toBe('Mon 2026-12-07');
  expect(dayOf('person eve { holidays paris }\nteam crew is eve { holidays berlin }')).toBe('Mon 2026-12-07');
  expect(dayOf('person eve { calendar paris }\nteam crew is eve { holidays berlin }')).toBe('Tue 2026-12-08');
});

test('a release counts its working days by both', () => {
  const day = (own: string) => {
    const { schedules } = analyseText(`${CALENDARS}release r-1 {
  window Thu 2026-12-10 08:00 .. 12:00
  ${own}
  milestone ready at T-1wd
}
`);
    return formatDate(schedules[0]!.milestones['r-1/ready']!, 'UTC');
  };
  expect(day('')).toBe('Wed 2026-12-09');
  expect(day('calendar paris')).toBe('Tue 2026-12-08');
  expect(day('calendar paris\n  calendar berlin')).toBe('Mon 2026-12-07');
  expect(day('holidays paris, berlin')).toBe('Mon 2026-12-07');
});

test('an audience is told on a day that is none of its holidays', () => {
  const day = (lines: string) => {
    const { schedules } = analyseText(`${CALENDARS}person ann
audience guests { ${lines} }
release r-1 {
  window Thu 2026-12-10 08:00 .. 12:00
  notify guests as told "It comes" by ann via mail at T-1wd
}
`);
    return formatDate(schedules[0]!.steps['r-1/told']!.start, 'UTC');
  };
  expect(day('calendar paris')).toBe('Tue 2026-12-08');
  expect(day('calendar paris\n holidays berlin')).toBe('Mon 2026-12-07');
});

test('a name that is no calendar is told', () => {
  expect(messagesOf('unknown-name', 'person eve { holidays bavaria }\nrelease r-1 { window tbd }\n')).toEqual([
    expect.stringContaining('`bavaria`'),
  ]);
});
