/** The next plan of a train: whatever its cadence, zone, names and skips, it has nothing to find, and a second call changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../../language/edit/edits.ts';
import { format } from '../../../language/format.ts';
import { createWorkspace, type Workspace } from '../../../language/workspace.ts';
import { formatDate } from '../../../plan/time/format.ts';
import { type NextPlan, nextOfTrain } from '../../../service/trains/next.ts';
import { plainOf } from '../../../service/trains/plain.ts';

const FILE = 'file:///plans/train.release';
const at = (text: string) => Date.parse(`${text}Z`) / 60_000;
const NOW = at('2026-11-20T09:00');

interface Kind {
  readonly every: string;
  readonly zone: string;
  readonly lines: string;
  readonly carry: string;
}

const USUAL: Kind = { every: '2w', zone: 'Europe/Berlin', lines: '', carry: 'scope, issues, risks, exceptions' };

const PARAMETERS = 'day: date, week: number, old: version = previous, new: version = 2.0.0, duty: who = roster week';

/** A train whose releases nothing is found in. */
const trainFile = ({ every, zone, lines, carry }: Kind, first = 'Sat 2026-11-28', extra = '') =>
  format(
    `zone ${zone}
policy from lean
calendar office {
  zone    ${zone}
  working Mon..Fri 08:00 .. 18:00
}
person mara "Mara" { calendar office
deputy jonas }
person jonas "Jonas" { calendar office
deputy priya }
person priya "Priya" { calendar office
deputy mara }
server app-01
service web on app-01
audience users "Everybody" {
  channels status-page
  uses web
}
roster week during Mon 2026-11-02 .. Sun 2031-12-28 {
  cover by mara  during Mon 2026-11-23 .. Sun 2026-11-29 every 2w
  cover by jonas during Mon 2026-11-30 .. Sun 2026-12-06 every 2w
}
train shop "The shop" every ${every} from ${first} 17:00 {
  template weekly
  carry-over ${carry}
  ${lines}
}
release weekly(${PARAMETERS}) "The shop, {week}" {
  kind standard
  owner duty
  zone ${zone}
  window day 17:00 .. 20:00
  change CHG{week}
  milestone code-complete at day - 3d
  scope { frozen on T-1wd }
  run {
    gate go "What is in?" 10m by duty {
      criterion "Failed tests" = 0 from monitoring
      no-go then stop "nothing leaves"
    }
    snapshot app-01 10m by priya
    deploy web "Version {new}" 15m by priya version old -> new undo 10m
    verify web 15m by duty
    when "Error rate" > 1 % over 5m from monitoring then rollback back
  }
  rollback back { deploy web "As before" 10m by priya
verify web 5m by duty }
  notify users "What is new" by duty via status-page after run
  hypercare T .. T+1d { cover by duty otherwise }
}
${extra}`.replace('change CHG{week}\n', ''),
  );

function workspaceOf(text: string, now: () => number): Workspace {
  const workspace = createWorkspace({ roots: ['file:///plans'], now });
  workspace.set(FILE, text);
  return workspace;
}

type Written = Extract<NextPlan, { kind: 'written' }>;

/** Writes it, as a host does. */
function next(workspace: Workspace, now: number, train?: string): NextPlan {
  const plan = nextOfTrain(workspace, train === undefined ? {} : { train }, now);
  if ('trouble' in plan) throw new Error(plan.trouble);
  if (plan.kind === 'written') {
    workspace.set(plan.uri, plan.text);
    for (const uri of new Set(plan.edits.map(({ file }) => file)))
      workspace.set(uri, applyTextEdits(workspace.text(uri)!, plan.edits));
  }
  return plan;
}

const written = (plan: NextPlan): Written => {
  if (plan.kind !== 'written') throw new Error(`${plan.name} is there`);
  return plan;
};

/** As everybody sees it. */
const findings = (workspace: Workspace, uri: string) =>
  workspace.analysis(uri).findings.map(({ code, message }) => `${code}: ${message}`);

test('four in a row, each with its date, number, version and whoever is on duty', () => {
  let now = NOW;
  const workspace = workspaceOf(trainFile(USUAL), () => now);
  const made: string[] = [];
  for (const moment of ['2026-11-20T09:00', '2026-12-01T09:00', '2026-12-15T09:00', '2026-12-29T09:00']) {
    now = at(moment);
    workspace.set(FILE, workspace.text(FILE)!);
    const fresh = createWorkspace({ roots: ['file:///plans'], now: () => now });
    for (const uri of workspace.files()) fresh.set(uri, workspace.text(uri)!);
    const plan = written(next(fresh, now));
    for (const uri of fresh.files()) workspace.set(uri, fresh.text(uri)!);
    expect(plan.findings.map(({ message }) => message)).toEqual([]);
    expect(findings(fresh, plan.uri)).toEqual([]);
    expect(findings(fresh, FILE).filter((one) => one.startsWith('train-broken'))).toEqual([]);
    expect(format(plan.text)).toBe(plan.text);
    made.push(
      /release (.*) \{/.exec(plan.text)![1]!,
      /version (\S+ -> \S+)/.exec(plan.text)![1]!,
      /owner +(\S+)/.exec(plan.text)![1]!,
    );
  }
  expect(made).toEqual([
    ...['shop-2026-11-28 "The shop, 1"', 'tbd -> 2.0.0', 'mara'],
    ...['shop-2026-12-12 "The shop, 2"', '2.0.0 -> 2.1.0', 'mara'],
    ...['shop-2026-12-26 "The shop, 3"', '2.1.0 -> 2.2.0', 'mara'],
    ...['shop-2027-01-09 "The shop, 4"', '2.2.0 -> 2.3.0', 'mara'],
  ]);
  expect(workspace.text(FILE)).toContain('\n  release shop-2027-01-09 version 2.3.0\n');
  expect(format(workspace.text(FILE)!)).toBe(workspace.text(FILE));
});

describe('names and numbers go on as they did', () => {
  test.each([
    ['by version', 'release shop-1.9', 'shop-1.10', '1.9 -> 1.10', 'The shop, 2'],
    ['by number', 'release shop-048 version 3.1.4', 'shop-049', '3.1.4 -> 3.2.0', 'The shop, 49'],
    ['by day', 'release shop-2026-11-28 version v9', 'shop-2026-12-12', 'v9 -> v10', 'The shop, 2'],
    [
      'by the part that moved',
      'release a version 1.2.3\nrelease b version 1.2.4',
      'shop-2026-12-26',
      '1.2.4 -> 1.2.5',
      'The shop, 3',
    ],
  ])('%s', (_, lines, name, version, title) => {
    const now = at(lines.includes('\n') ? '2026-12-15T09:00' : '2026-12-01T09:00');
    const plan = written(
      next(
        workspaceOf(trainFile({ ...USUAL, lines }), () => now),
        now,
      ),
    );
    expect(plan.name).toBe(name);
    expect(plan.text).toContain(`version ${version}`);
    expect(plan.text).toContain(`"${title}"`);
  });

  test('one that was moved keeps its number, and one that was left out does, too', () => {
    const lines = 'skip Sat 2026-12-12\nrelease shop-048 at Sun 2026-11-29 version 1.0';
    const now = at('2026-12-01T09:00');
    const plan = written(
      next(
        workspaceOf(trainFile({ ...USUAL, lines }), () => now),
        now,
      ),
    );
    expect(plan).toMatchObject({ name: 'shop-050', at: 'Sat 2026-12-26 17:00 Europe/Berlin' });
    expect(plan.text).toContain('"The shop, 50"');
  });
});

describe('what the last release left open', () => {
  const LAST = `
release shop-1 "Last" {
  kind standard
  owner mara
  zone Europe/Berlin
  window Sat 2026-11-28 17:00 .. 20:00
  scope {
    frozen on T-1wd
    must   W-1 "Done" by priya due T-2wd done
    should W-2 "Open" by priya due T-2wd
    could  W-3 "Elsewhere" by priya deferred to other
    could  W-4 "Next time" by priya deferred to shop
  }
  risk slow "It is slow" by jonas {
    likelihood low
    impact     medium
    threatens  roll-out
    mitigation nothing-here
    review     due T-2wd
  }
  issue bug "A bug" by mara due T-1wd
  waive verify-missing for web until Fri 2027-12-31 because "Always"
  run {
    deploy web as roll-out 15m by priya undo 10m
    verify web 15m by mara
  }
}
`;
  const lines = 'release shop-1 version 2.0.0';

  test('is taken over once it is over, with where it comes from', () => {
    const now = at('2026-12-01T09:00');
    const workspace = workspaceOf(trainFile({ ...USUAL, lines }, undefined, LAST), () => now);
    const plan = written(next(workspace, now));
    expect(plan.carried).toEqual(['W-2', 'W-4', 'bug', 'slow'].map((name) => ({ name, from: 'shop-1' })));
    expect(plan.text).toMatch(/should +W-2 "Open" +by priya from shop-1\n/);
    expect(plan.text).toMatch(
      /risk slow "It is slow" by jonas from shop-1 \{\n +likelihood low\n +impact +medium\n +\}/,
    );
    expect(plan.text).toMatch(/issue bug "A bug" +by mara from shop-1\n/);
    expect(plan.text).not.toMatch(/W-1|W-3|review/);
    expect(plan.notes).toEqual([expect.stringMatching(/^The exception from verify-missing of 'shop-1' is left out/)]);
    expect(findings(workspace, plan.uri).filter((one) => /carry-over|train-broken|syntax|unknown/.test(one))).toEqual(
      [],
    );
  });

  test('is still its own before that, but for what was deferred', () => {
    const plan = written(
      next(
        workspaceOf(trainFile({ ...USUAL, lines }, 'Sat 2026-11-21', LAST), () => NOW),
        at('2026-11-28T10:00'),
      ),
    );
    expect(plan.carried).toEqual([{ name: 'W-4', from: 'shop-1' }]);
  });
});

describe('what cannot be made is told', () => {
  const trouble = (text: string, train?: string, now = NOW) => {
    const plan = nextOfTrain(
      workspaceOf(text, () => now),
      train === undefined ? {} : { train },
      now,
    );
    return 'trouble' in plan ? plan.trouble : plan;
  };
  const whole = trainFile(USUAL);
  test.each([
    ['no train', 'person ann', undefined, /^No plan here declares a train/],
    ['another name', whole, 'shp', /Did you mean shop\?/],
    ['two of them', `${whole}\ntrain other every 1w from Mon 2026-11-30 10:00`, undefined, /^Which train\? There are/],
    [
      'no cadence',
      whole.replace(' from Sat 2026-11-28 17:00', ''),
      undefined,
      /^Nothing says when the train 'shop' leaves/,
    ],
    ['no template', whole.replace(/ +template .*\n/, ''), undefined, /has no template/],
    ['a template that is none', whole.replace(/template +weekly/, 'template web'), undefined, /'web' is no template/],
    ['nobody on duty', whole.replace('2031-12-28', '2026-11-15'), undefined, /^Nobody of the roster 'week' is on duty/],
    ['no first version', whole.replace(' = 2.0.0', ''), undefined, /^Nothing says which version/],
  ])('%s', (_, text, train, message) => {
    expect(trouble(text, train)).toMatch(message);
  });

  test('the last departure has been', () => {
    expect(
      trouble(whole.replace('17:00 {', '17:00 until Sat 2026-12-26 {'), undefined, at('2027-01-01T00:00')),
    ).toMatch(/has left for the last time/);
  });
});

test('whatever the cadence, zone, names, skips and moment: nothing to find, and twice changes nothing', () => {
  const kinds = fc.record({
    every: fc.constantFrom('1w', '2w', '4w', '1mo', '10d', 'Sat', 'Tue, Thu'),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati'),
    lines: fc.constantFrom(
      ...[
        '',
        'release shop-1.9',
        'release shop-48 version 3.1',
        'release x version 1.0.0',
        'release shop-2026-11-28 version v1',
      ],
    ),
    skips: fc.integer({ min: 0, max: 2 }),
    carry: fc.constantFrom('scope', 'scope, issues, risks', 'exceptions'),
    days: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(kinds, ({ skips, days, lines, ...kind }) => {
      // Behind the first departure, which the lines without a date are.
      const now = NOW + (9 + days) * 1440;
      const plain = trainFile({ ...kind, lines });
      // Leaves out what would be next.
      let skipped = lines;
      let expected = written(
        next(
          workspaceOf(plain, () => now),
          now,
        ),
      );
      for (let i = 0; i < skips; i++) {
        skipped += `\nskip ${/^\w+ [\d-]+/.exec(expected.at)![0]}`;
        expected = written(
          next(
            workspaceOf(trainFile({ ...kind, lines: skipped }), () => now),
            now,
          ),
        );
      }
      const workspace = workspaceOf(trainFile({ ...kind, lines: skipped }), () => now);
      const plan = written(next(workspace, now));
      const { schedules, plan: read } = workspace.analysis(plan.uri);
      expect(read.releases.map(({ name }) => name)).toEqual([plan.name]);
      const T = schedules[0]!.T!;
      expect(T).toBeGreaterThan(now);
      expect(skipped).not.toContain(formatDate(T, kind.zone));
      // So near to it nothing can be in time: the dates before it are over.
      const soon = T - now < 6 * 1440;
      const found = findings(workspace, plan.uri).filter((one) => !soon || !/^(overdue|notice|punch)/.test(one));
      expect(found).toEqual([]);
      expect(format(plan.text)).toBe(plan.text);
      // What its template gives, once it stands: nothing is special about it.
      expect(plainOf(workspace, plan.name, now)).toEqual({ train: 'shop', template: 'weekly', text: plan.text });
      const before = workspace.files().map((uri) => workspace.text(uri));
      expect(next(workspace, now)).toMatchObject({ kind: 'there', name: plan.name });
      expect(workspace.files().map((uri) => workspace.text(uri))).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
