/** Templates: a release with parameters is none, whatever it says, and its mistakes of form are told once. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { completion } from '../../service/completion/completion.ts';

const NOW = Date.UTC(2026, 10, 20, 9) / 60_000;
const FILE = 'file:///train.release';

const CAST = `person mara { deputy jonas }
person jonas { deputy mara }
service web
roster week during Mon 2026-11-02 .. Fri 2027-12-31 { cover by mara every Mon..Sun }
train shop every 2w from Sat 2026-11-21 22:00 { template weekly }
`;
const PARAMETERS =
  'day: date, week: number, old: version = previous, new: version = 2.0.0, duty: who = roster week, soak: duration = 30m';
const BODY = `kind standard
owner duty
window day 22:00 .. 02:00
milestone code-complete at day - 5d
milestone look at previous.code-complete + 2w
scope {
  frozen on T-1wd
}
run {
  deploy web "Version {new}" 15m by jonas version old -> new undo 10m
  wait quiet soak
  verify web 15m by duty
}`;
const template = (body = BODY, parameters = PARAMETERS) =>
  `${CAST}release weekly(${parameters}) "Week {week}" {\n${body}\n}\n`;

function analysed(text: string) {
  const workspace = createWorkspace({ roots: [], now: () => NOW });
  workspace.set(FILE, text);
  return workspace.analysis(FILE);
}

const messages = (text: string) => analysed(text).findings.map(({ code, message }) => `${code}: ${message}`);

test('it is no release: nothing is scheduled, and nothing found', () => {
  const { plan, schedules, findings } = analysed(template());
  expect(findings).toEqual([]);
  expect(plan.releases).toEqual([]);
  expect(schedules).toEqual([]);
  const weekly = plan.names.get('weekly');
  expect(weekly?.kind === 'template' && weekly.parameters.map(({ name }) => name)).toEqual([
    ...['day', 'week', 'old', 'new', 'duty', 'soak'],
  ]);
});

test('an empty list of parameters makes one, too', () => {
  expect(
    analysed('release always() {\n  kind standard\n}\ntrain t every 1w { template always }').plan.releases,
  ).toEqual([]);
});

test('a parameter is called what it is', () => {
  const text = template(
    'kind standard\nowner mara\nwindow date 22:00 .. 23:00\nrun {\n  deploy web 15m by jonas version version -> version\n}',
    'date, version = 1.0.0',
  );
  expect(messages(text)).toEqual([]);
});

test('what is filled into its texts is no text to come', () => {
  const titled = template().replace('"Week {week}"', '"Number {number}"').replace('week: number', 'number');
  expect(messages(titled)).toEqual([]);
});

test('it is laid out as a release, and stays what it is', () => {
  const once = format(template());
  expect(format(once)).toBe(once);
  expect(once).toContain('  window    day 22:00 .. 02:00\n');
  expect(messages(once)).toEqual([]);
});

describe('mistakes of form', () => {
  test.each([
    [
      'a type there is not',
      BODY,
      PARAMETERS.replace('week: number', 'week: numbr'),
      /`numbr` is no kind of parameter; is `number` meant/,
    ],
    ['nothing that gives a value', BODY, `${PARAMETERS}, host: system`, /Nothing gives `host` a value/],
    [
      'a source there is not',
      BODY,
      PARAMETERS.replace('roster week', 'rooster week'),
      /`rooster week` gives nothing its value/,
    ],
    ['a roster there is not', BODY, PARAMETERS.replace('roster week', 'roster weak'), /`weak` .*a roster.*`week`/],
    [
      'a date from elsewhere',
      BODY,
      PARAMETERS.replace('day: date', 'day: date = 3'),
      /`day` is what the cadence of the train says/,
    ],
    [
      'a person of the release before',
      BODY,
      PARAMETERS.replace('roster week', 'previous'),
      /`= previous` is the version or the number/,
    ],
    ['a name twice', BODY, `${PARAMETERS}, day: time`, /`day` stands twice/],
    [
      'what the release before does not have',
      BODY.replace('previous.code-complete', 'previous.beta'),
      PARAMETERS,
      /nothing called `beta`/,
    ],
    ['a name that nobody declares', BODY.replace('by jonas', 'by jonah'), PARAMETERS, /`jonah`/],
  ])('%s', (_, body, parameters, message) => {
    expect(messages(template(body, parameters))).toEqual([expect.stringMatching(message)]);
  });

  test('parameters of what takes none, a date given to a runbook', () => {
    expect(messages('person ann(day: date)')).toContainEqual(expect.stringMatching(/`person` takes no parameters/));
    const runbook = 'runbook r(day: date, soak: duration = 3m) {\n  task x soak\n}';
    expect(messages(runbook)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/`date` is no kind of parameter of a runbook/),
        expect.stringMatching(/What `soak` stands for is said by each `use`/),
      ]),
    );
  });
});

test('outside of a template `previous` and the name of a parameter are names like all others', () => {
  const text = `${CAST.replace(' { template weekly }', '')}release plain {\n  window Sat 2026-12-05 22:00 .. 23:00\n  milestone day at previous.code-complete + 2w\n}`;
  expect(messages(text)).toContainEqual(expect.stringMatching(/code-complete` is no end of anything/));
});

test('completion offers the types of a parameter, and the template of a train', () => {
  const at = (text: string) => {
    const workspace = createWorkspace({ roots: [], now: () => NOW });
    const [before] = text.split('§');
    workspace.set(FILE, text.replace('§', ''));
    const lines = before!.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    const analysis = workspace.analysis(FILE);
    const file = { uri: FILE, text: workspace.text(FILE)!, plan: analysis.plan, analysis, workspace };
    return completion(file, position, { now: NOW }).items.map(({ text: item }) => item);
  };
  expect(at('release weekly(day: §')).toEqual(expect.arrayContaining(['date', 'time', 'version', 'who']));
  expect(at(`${template()}train other every 1w {\n  template §\n}`)).toContain('weekly');
});
