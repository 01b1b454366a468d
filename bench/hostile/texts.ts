/** Files of text that would be long, deep or many as soon as somebody takes them apart. */
import type { Hostile } from './files.ts';

const MB = 1024 * 1024;
/** Just below what is read at all. */
const LONG = 16 * MB - 1000;

const many = (count: number, each: (i: number) => string, between = '\n') =>
  Array.from({ length: count }, (_, i) => each(i)).join(between);
const filled = (text: string) => text.repeat(Math.floor(LONG / text.length));
const event = (i: number, more: string) =>
  `BEGIN:VEVENT\r\nUID:${i}\r\nSUMMARY:Event ${i}\r\nDTSTART:20261205T220000Z\r\n${more}\r\nEND:VEVENT`;
const calendar = (inside: string) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${inside}\r\nEND:VCALENDAR\r\n`;
const project = (inside: string) => `<Project xmlns="http://schemas.microsoft.com/project">${inside}</Project>`;
const task = (i: number, more: string) => `<Task><UID>${i}</UID><ID>${i}</ID><Name>Task ${i}</Name>${more}</Task>`;
const gantt = (inside: string) => `gantt\n  dateFormat YYYY-MM-DD\n  section One\n${inside}\n`;
const tjp = (inside: string) => `project p "P" 2026-12-05 +1m { timezone "UTC" }\n${inside}\n`;

const of = (file: string, kinds: Readonly<Record<string, () => string>>): readonly Hostile[] =>
  Object.entries(kinds).map(([name, make]) => ({ name: `${file.slice(file.indexOf('.') + 1)} ${name}`, file, make }));

export const TEXTS: readonly Hostile[] = [
  ...of('sheet.csv', {
    'one line of 16 MB': () => filled('x'),
    'one row of 8,000,000 columns': () => filled('a,'),
    '1,000,000 rows': () => `Task,Owner\n${filled('Stop it,me\n')}`,
    'a quotation mark that never closes': () => `Task,Owner\n"${filled('x, y\n')}`,
    '8,000,000 quotation marks': () => `Task,Owner\n${filled('"')}`,
    '480 cells of 32 kB': () => `Task,Notes\n${many(480, (i) => `Task ${i},${'long text '.repeat(3270)}`)}`,
    '19,000 rows of 400 columns': () =>
      `Task,${'c,'.repeat(399)}\n${many(19_000, (i) => `Task ${i}${',1'.repeat(399)}`)}`,
    'rows that wait for each other in a circle': () =>
      `ID,Task,After\n${many(19_000, (i) => `${i},Task ${i},${(i + 1) % 19_000}`)}`,
    '2,000 rows that wait for all others': () =>
      `ID,Task,After\n${many(2000, (i) => `${i},Task ${i},"${many(1000, (j) => String(j), ', ')}"`)}`,
    'a phase of 1,000,000 parts': () =>
      `Task,Phase\nStop it,${'cycle / '.repeat(4000)}run\nGo on,${'play / '.repeat(4000)}run`,
    'a title of 10,000 words of the language': () =>
      `Task,Owner\n${many(5000, () => 'release step run after at by during until,window')}`,
    'characters that turn what stands beside them': () =>
      `Task,Owner\n${many(15_000, (i) => `\u202eTask\u0007 ${i}\u2066,me`)}`,
  }),
  ...of('outline.json', {
    '8,000,000 brackets': () => filled('['),
    '1,600,000 objects within each other': () => `${'{"items":['.repeat(1_600_000)}`,
    '1,000,000 unknown members': () => `{${many(600_000, (i) => `"member${i}":1`, ',')}}`,
    'a text of 16 MB': () => `{"title":"${'x'.repeat(LONG - 100)}"}`,
    'a million objects': () => `{"items":[${many(1_000_000, () => '{"by":"a"}', ',')}]}`,
    'a million numbers': () => `{"items":[${filled('1,')}1]}`,
    '20,000 that wait for each other in a circle': () =>
      `{"items":[${many(6600, (i) => `{"id":"s${i}","title":"Step ${i}","after":["s${(i + 1) % 6600}"]}`, ',')}]}`,
  }),
  ...of('days.ics', {
    'COUNT=1e9': () => calendar(event(1, 'RRULE:FREQ=DAILY;COUNT=1000000000')),
    'INTERVAL=0': () => calendar(event(1, 'RRULE:FREQ=DAILY;INTERVAL=0')),
    'every second for ever': () => calendar(event(1, 'RRULE:FREQ=SECONDLY')),
    'a day that never comes': () => calendar(event(1, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')),
    '20,000 events that come round for ever': () => calendar(many(20_000, (i) => event(i, 'RRULE:FREQ=DAILY'), '\r\n')),
    '160,000 events': () => calendar(many(160_000, (i) => event(i, ''), '\r\n')),
    'one line of 16 MB': () => calendar(event(1, `DESCRIPTION:${'x'.repeat(LONG - 1000)}`)),
    '5,000,000 folds': () => calendar(event(1, `DESCRIPTION:${'x\r\n '.repeat(Math.floor(LONG / 5))}`)),
    '500,000 components within each other': () => 'BEGIN:VCALENDAR\r\n'.repeat(900_000),
    '1,000,000 properties': () =>
      calendar(
        event(
          1,
          many(1_000_000, (i) => `X-P${i}:1`, '\r\n'),
        ),
      ),
    '1,000,000 dates of one event': () => calendar(event(1, `RDATE:${many(900_000, () => '20261205T220000Z', ',')}`)),
    '1,000,000 parameters': () => calendar(event(1, `DESCRIPTION${many(1_000_000, (i) => `;P${i}=1`, '')}:x`)),
    '1,000,000 days of a rule': () =>
      calendar(event(1, `RRULE:FREQ=MONTHLY;BYMONTHDAY=${many(1_000_000, (i) => String((i % 28) + 1), ',')}`)),
    'a lone CR': () => calendar(event(1, 'DESCRIPTION:x\rBEGIN:VEVENT\rUID:2')),
  }),
  ...of('page.md', {
    'a table of 1,000,000 cells': () => `| Task | Owner |\n|---|---|\n${many(480_000, () => '| a | b |')}`,
    'a table of 1,000 columns': () =>
      `|${' a |'.repeat(1000)}\n|${'---|'.repeat(1000)}\n${many(400, () => `|${' b |'.repeat(1000)}`)}`,
    '200,000 boxes': () => many(190_000, () => '- [ ] a'),
    'one line of 1,900,000 characters': () => 'x'.repeat(1_900_000),
    '1,000,000 marks of quotes': () => '>'.repeat(1_900_000),
    '60,000 lists within each other': () => many(1900, (i) => `${' '.repeat(i * 2)}- a`),
    'marks of emphasis': () => '*a_ '.repeat(400_000),
    brackets: () => many(60, () => '['.repeat(30_000)),
    'backticks of every length': () => many(1900, (i) => '`'.repeat(i)),
    '40,000 places of links': () => many(40_000, (i) => `[l${i}]: https://x.example/${i}`),
    'a reference to each of 20,000 places': () =>
      `${many(20_000, (i) => `- [ ] [l${i}]`)}\n\n${many(20_000, (i) => `[l${i}]: https://x.example/${i}`)}`,
    '100,000 headings': () => many(100_000, () => '# a\n'),
    'one paragraph of 900,000 lines': () => many(900_000, () => 'x'),
    '1,900,000 ampersands': () => many(60, () => '&'.repeat(30_000)),
  }),
  ...of('chart.mmd', {
    '1,000,000 bars': () => gantt(many(1_000_000, () => 'a:1d')),
    '19,000 that wait for the next': () => gantt(many(19_000, (i) => `Task ${i} :t${i}, after t${i + 1}, 1d`)),
    '4,000 that wait for all': () =>
      gantt(many(1000, (i) => `Task ${i} :t${i}, after ${many(1000, (j) => `t${j}`, ' ')}, 1d`)),
    'days left out, for ever': () =>
      `gantt\n  dateFormat YYYY-MM-DD\n  excludes monday tuesday wednesday thursday friday saturday sunday\n${many(15_000, (i) => `T${i} :a${i}, 2026-12-05, 999999d`)}`,
    'days left out, 1,000,000 of them': () =>
      `gantt\n  dateFormat YYYY-MM-DD\n${many(19_000, () => `  excludes ${'2026-12-05 '.repeat(50)}`)}\nT :a, 2026-12-05, 9999d`,
    'one line of 16 MB': () => gantt('x'.repeat(LONG - 100)),
  }),
  ...of('plan.tjp', {
    'macros that multiply': () =>
      `macro a0 [${'x'.repeat(1000)}]\n${many(12, (i) => `macro a${i + 1} [${`\${a${i}}`.repeat(10)}]`)}\n${tjp('task t "${a12}"')}`,
    '500,000 brackets': () => tjp('task a "A" {'.repeat(500_000)),
    'a text that never closes': () => tjp(`task a "${'x'.repeat(LONG - 200)}`),
    '400,000 tasks': () => tjp(many(400_000, (i) => `task t${i} "T"`)),
    '19,000 that wait for the next': () =>
      tjp(many(19_000, (i) => `task t${i} "T" { depends !t${(i + 1) % 19_000} length 1h }`)),
    'a length of a million years': () =>
      tjp('task a "A" { effort 1000000y }\ntask b "B" { depends !a length 1000000y }'),
    '2,000,000 comments': () => `${many(2_000_000, () => '# x')}\n${tjp('task a "A"')}`,
  }),
  ...of('project.xml', {
    'entities that multiply': () =>
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${project('<Title>&b;</Title>')}`,
    'a document type that goes on': () => `<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(1_000_000)}`,
    'numeric references without end': () => project(`<Title>&#${'0'.repeat(30 * MB)}65;</Title>`),
    '60 MB of one text': () => project(`<Title>${'x'.repeat(60 * MB)}</Title>`),
    '60 MB of one comment': () => project(`<!--${'x'.repeat(60 * MB)}-->`),
    '60 MB of one name': () => `<Project ${'x'.repeat(60 * MB)}`,
    '60 MB of one attribute': () => `<Project a="${'x'.repeat(60 * MB)}">`,
    '5,000,000 attributes': () => `<Project ${many(5_000_000, (i) => `a${i}=""`, ' ')}>`,
    '1,000,000 elements within each other': () => project('<a>'.repeat(1_000_000)),
    '10,000,000 elements': () => project('<a/>'.repeat(10_000_000)),
    '700,000 tasks': () => project(`<Tasks>${many(700_000, (i) => task(i, ''), '')}</Tasks>`),
    '19,000 tasks that wait for the next': () =>
      project(
        `<Tasks>${many(19_000, (i) => task(i + 1, `<PredecessorLink><PredecessorUID>${((i + 1) % 19_000) + 1}</PredecessorUID><Type>1</Type></PredecessorLink>`), '')}</Tasks>`,
      ),
    '2,000 tasks that wait for all': () =>
      project(
        `<Tasks>${many(
          1000,
          (i) =>
            task(
              i + 1,
              many(800, (j) => `<PredecessorLink><PredecessorUID>${j + 1}</PredecessorUID></PredecessorLink>`, ''),
            ),
          '',
        )}</Tasks>`,
      ),
    '1,000,000 days off': () =>
      project(
        `<Calendars><Calendar><UID>1</UID><WeekDays>${'<WeekDay><DayType>0</DayType></WeekDay>'.repeat(1_000_000)}</WeekDays></Calendar></Calendars><Tasks>${task(1, '')}</Tasks>`,
      ),
    'a day off of 10,000 years': () =>
      project(
        `<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><IsBaseCalendar>1</IsBaseCalendar><Exceptions><Exception><TimePeriod><FromDate>0001-01-01T00:00:00</FromDate><ToDate>9999-12-31T00:00:00</ToDate></TimePeriod></Exception></Exceptions></Calendar></Calendars><Tasks>${task(1, '<Start>2026-12-05T22:00:00</Start><Finish>2026-12-05T23:00:00</Finish>')}</Tasks>`,
      ),
  }),
  ...of('catalog.yaml', {
    'aliases that multiply': () =>
      `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${many(12, (i) => `a${i + 1}: &a${i + 1} [${many(10, () => `*a${i}`, ',')}]`)}\nkind: Component\nmetadata: {name: x}`,
    '8,000,000 brackets': () => filled('['),
    '1,000,000 documents': () => many(1_000_000, () => 'kind: x', '\n---\n'),
    '1,000,000 lists within each other': () => '- '.repeat(1_000_000),
    '1,000,000 keys': () => `kind: Component\nmetadata:\n  name: x\nspec:\n${many(1_000_000, (i) => `  k${i}: 1`)}`,
    'a text of 16 MB': () => `kind: Component\nmetadata:\n  name: ${'x'.repeat(LONG - 100)}`,
    '19,000 that use all others': () =>
      many(
        700,
        (i) => `kind: Component\nmetadata: {name: c${i}}\nspec: {dependsOn: [${many(700, (j) => `c${j}`, ',')}]}`,
        '\n---\n',
      ),
    'indented without end': () => many(1400, (i) => `${' '.repeat(i)}a:`),
  }),
];
