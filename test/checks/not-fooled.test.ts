/** What a clock, an open date or another name used to hide from a check, and what looks like it and is right. */
import { expect, test } from 'vitest';
import { active, analyseText, messagesOf } from './marked.ts';

const plan = (body: string, window = 'Wed 2026-12-09 17:00 .. 20:30', kind = 'normal') => `
person ann
person bob
person cid
audience buyers { channels mail }
service shop
release r-1 "Shop" {
  kind   ${kind}
  zone   Europe/Berlin
  window ${window}
  change C1
${body}
}
`;

const NIGHT = 'run {\n  deploy shop 10m by ann else bob undo 5m\n  verify shop 10m by bob else cid\n}';

test('a step that waits for the clock makes no other one less critical', () => {
  const fixed = (at: string) =>
    messagesOf(
      'no-deputy',
      plan(
        `run {\n  gate go 5m by bob else cid with ann\n  deploy shop 30m by ann at 17:30 undo 5m\n  verify shop 15m by bob else cid\n  meet wrap 15m by bob else cid${at}\n}`,
      ),
    );
  expect(fixed(' at 19:30')).toEqual([
    expect.stringMatching(/^`deploy shop` is what the run is for and hangs on `ann` alone/),
  ]);
  expect(fixed('')).toEqual([expect.stringMatching(/^`deploy shop` is on the critical path/)]);
});

test('a gate before a date that is open is before the run of that date', () => {
  const gate = (at: string) =>
    messagesOf(
      'gate-missing',
      plan(
        `gate early 1h by ann at T-60d { criterion "Open P1" = 0 from tracker }\ngate final 1h by ann at ${at} { needs early }\n${NIGHT}`,
        'tbd',
      ),
    );
  expect(gate('T-6h')).toEqual([]);
  expect(messagesOf('gate-missing', plan(`gate late 1h by ann at T+6h\n${NIGHT}`, 'tbd'))).toHaveLength(1);
});

test('what threatens a system threatens the first step that touches it', () => {
  const risk = (at: string, threatens: string) =>
    messagesOf(
      'risk-unmitigated',
      plan(
        `risk disk "Disk" by ann {\n  likelihood high\n  impact high\n  threatens ${threatens}\n  mitigation bigger\n  review due T-4wd\n}\ntask bigger 1h by ann at ${at}\n${NIGHT}`,
      ),
    );
  for (const threatened of ['shop', 'deploy shop']) {
    expect(risk('Fri 2026-12-11 12:00', threatened)).toEqual([
      expect.stringMatching(/`bigger` is done Fri 2026-12-11 13:00 .*after `deploy shop`.* begins/),
    ]);
    expect(risk('Tue 2026-12-08 12:00', threatened)).toEqual([]);
  }
});

test('a message is called by whom it is for', () => {
  const codes = (line: string) =>
    active(
      analyseText(plan(`run {\n  notify buyers "We start" by ann via mail\n  ${line}\n  deploy shop 10m by ann\n}`))
        .findings,
    ).map(({ code }) => code);
  expect(codes('task look 5m by ann after notify buyers')).not.toContain('unknown-name');
  expect(codes('task look 5m by ann after notify byers')).toContain('unknown-name');
  expect(codes('task look 5m by ann after deploy buyers')).toContain('unknown-name');
});

test('a release whose title names other dates than its window', () => {
  const titled = (title: string) =>
    messagesOf('freeze-implausible', plan(NIGHT).replace('"Shop"', `"${title}"`)).map((message) =>
      message.slice(0, 50),
    );
  expect(titled('Shop (2026-12-19)')).toEqual(['The title says 2026-12-19, but the window goes fro']);
  expect(titled('Shop (2026-12-09)')).toEqual([]);
});

test('cover that begins at midnight is a night of its own, which an evening of work shortens', () => {
  const rest = (from: string, start: string) =>
    messagesOf(
      'rest-too-short',
      plan(
        `run {\n  deploy shop 10m by ann undo 5m\n  verify shop 1h by bob at ${start}\n}\nroster night during Thu 2026-12-10 ${from} .. 06:00 {\n  cover by bob Thu ${from} .. 06:00\n}`,
      ).replace(
        'person bob',
        'calendar day {\n  zone Europe/Berlin\n  working Mon..Fri 10:00 .. 18:30\n}\nperson bob { calendar day }',
      ),
    );
  expect(rest('00:00', '19:00').join()).toContain('4 h of rest');
  // Their day ends as always.
  expect(rest('00:00', '17:10').join()).not.toMatch(/ends `verify shop`/);
});

test('hours of a day that are covered day by day may be all that is promised', () => {
  const body = (cover: string) =>
    plan(
      `${NIGHT}\nroster office during Thu 2026-12-10 .. Fri 2026-12-11 {\n${cover}\n}`,
      'Wed 2026-12-09 17:00 .. 20:30',
      'standard',
    );
  expect(
    messagesOf('hypercare-gap', body('  cover by bob Thu 09:00 .. 17:00\n  cover by cid Fri 09:00 .. 17:00')),
  ).toEqual([expect.stringContaining('`cover by WHO every Mon..Fri 09:00 .. 17:00`')]);
  expect(messagesOf('hypercare-gap', body('  cover by bob every Mon..Fri 09:00 .. 17:00'))).toEqual([]);
});

test('an exception from a freeze says on which line it has to stand', () => {
  const freeze = 'freeze calm of shop from Mon 2026-12-07 until Mon 2026-12-14 except by cid\n';
  expect(messagesOf('freeze-violation', `${freeze}${plan(NIGHT)}`)).toEqual([
    expect.stringContaining('`change C1 approved by cid on DATE`'),
  ]);
});

test('who approves that there is no way back has not excepted it from a freeze', () => {
  const freeze = 'freeze calm of shop from Mon 2026-12-07 until Mon 2026-12-14 except by cid\n';
  const night = NIGHT.replace('undo 5m', 'irreversible approved by cid');
  expect(messagesOf('freeze-violation', `${freeze}${plan(night)}`)).toEqual([
    expect.stringContaining(
      '(what `cid` has approved at `deploy shop` is that there is no way back, and not the exception)',
    ),
  ]);
});

test('a name behind a word that declares nothing is told once, at that word', () => {
  const { findings } = analyseText(plan(NIGHT).replace('person cid', 'client cid'));
  expect(findings.filter(({ code }) => code === 'unknown-name')).toEqual([]);
  expect(messagesOf('unknown-name', plan(NIGHT).replace('person cid', ''))).toHaveLength(1);
});

test('a name of the release that hides one of the file is told as that', () => {
  const night = NIGHT.replace('verify shop 10m', 'verify shop as buyers 10m');
  expect(messagesOf('unknown-name', plan(`notify buyers "We come" by ann via mail at T-1wd\n${night}`))).toEqual([
    '`buyers` is a step of this release here, which hides the audience `buyers`; give the step another name.',
  ]);
});

test('a name that hides another is one mistake, however often the other is meant', () => {
  const crew = (name: string) =>
    `team crew is ann, bob\nservice web\n` +
    plan(
      `run {\n  meet ${name} "Once more" 10m by ann with crew\n  deploy web 10m by crew undo 5m\n  verify web 10m by crew\n}`,
    );
  const told = (name: string) =>
    analyseText(crew(name)).findings.filter(
      ({ code, message }) => /^(unknown-name|unused)$/.test(code) && message.includes('`crew`'),
    );
  expect(told('crew').map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(
      /^unknown-name: 3 times the team `crew` is meant, and a step of this release hides it.*; give the step another name\.$/,
    ),
  ]);
  expect(told('again')).toEqual([]);
});

test('users who are cut off are told, also where the plan does not say who they are', () => {
  const shut = (message: string) =>
    messagesOf(
      'message-missing',
      plan(`${message}run {\n  outage {\n    stop shop 5m by ann\n    start shop 5m by bob\n  }\n${NIGHT.slice(5)}`),
    );
  expect(shut('')).toEqual([
    'The users are cut off (Wed 2026-12-09 17:00 .. 17:10 Europe/Berlin), and nobody is told before; say who they are, ' +
      '`audience users { uses shop }`, and add `notify users "…" at T-1wd`.',
  ]);
  expect(
    shut('notify buyers "We shut" by ann via mail at T-1wd\nnotify buyers "Open" by ann via mail after run\n'),
  ).toEqual([]);
});

test('what migrates data backs them up, whatever holds them', () => {
  const moved = (lines: string, more = '') =>
    messagesOf(
      'backup-missing',
      plan(`run {\n${lines}  migrate wiki${more} 10m by ann undo 5m\n  verify wiki 10m by bob\n}`).replace(
        'service shop',
        'application wiki',
      ),
    );
  expect(moved('')).toEqual([
    '`migrate wiki` changes the data of `wiki` that nothing backs up; put `backup wiki` before it.',
  ]);
  expect(moved('  backup wiki 10m by ann\n')).toEqual([]);
  expect(moved('', ' from old-wiki')).toEqual([]);
});

test('a decision on the day on which what it waits for ends comes at the end of that day, and nobody counts its minutes', () => {
  const days = `outage Sat 2026-12-05 .. Sun 2026-12-06 {
    task convert Sat 2026-12-05 .. Sun 2026-12-06 by ann
    gate go-on "Go on?" by bob at Sun 2026-12-06 { criterion "Errors" = 0 from tracker }
  }\n${NIGHT}`;
  expect(messagesOf('starts-too-early', plan(days))).toEqual([]);
  expect(messagesOf('estimate-missing', plan(days))).toEqual([]);
  expect(messagesOf('starts-too-early', plan(days.replace('at Sun 2026-12-06', 'at Sat 2026-12-05')))).toHaveLength(1);
});

test('the name of the only window says what it is for, and needs nobody who uses it', () => {
  const named = plan(NIGHT).replace('window ', 'window night ');
  expect(messagesOf('unused', named).join()).not.toContain('night');
  const second = named.replace('  change', '  window morning Thu 2026-12-10 08:00 .. 09:00\n  change');
  // One for the case that the first fails is no slip; where a run says in which it is, the others may be.
  expect(messagesOf('unused', second).join()).not.toMatch(/night|morning/);
  expect(messagesOf('unused', second.replace(/\}\s*$/, '  run again in morning {\n  }\n}\n')).join()).toContain(
    'night',
  );
});

test('a way back that nothing calls is told once somebody calls another one, or asks for it', () => {
  const back = (name: string) => `rollback ${name} {\n  deploy shop 5m by ann\n}\n`;
  const called = `${plan(`${NIGHT}\nwhen "Errors" > 5 % over 5m from tracker then rollback quick\n${back('quick else full')}${back('full')}${back('other')}`)}`;
  expect(messagesOf('rollback-uncalled', called)).toEqual([
    'Nothing says when `other` is called, or who says so; add `when "…" then rollback other`, with `by` and who decides, or `no-go then rollback other` at a gate.',
  ]);
  expect(messagesOf('rollback-uncalled', called.replace('rollback quick\n', 'rollback\n'))).toEqual([]);
});

test('a fund is held against what all releases take from it and have spent', () => {
  const taking = (name: string, amount: string, spent = '') =>
    `release ${name} {\n  kind standard\n  window Wed 2026-12-09 17:00 .. 20:30\n  change ${name.toUpperCase()}\n  budget ${amount} EUR from tools${spent}\n}\n`;
  const file = (second: string, spent = '', approved = ' approved by ann on Mon 2026-01-12') =>
    messagesOf(
      'budget-exceeded',
      `person ann\nfund tools 50000 EUR${approved}\n${taking('a-1', '30000', spent)}${taking('b-1', second)}`,
    );
  expect(file('20000')).toEqual([]);
  expect(file('25000', '\n  spent 640 EUR')).toEqual([
    '`a-1` (30000 EUR) and `b-1` (25000 EUR) take 55000 EUR from the fund `tools`, 5000 EUR more than is in it (50000 EUR); 640 EUR are spent. Have more approved, or take less.',
    '`b-1` (25000 EUR) and `a-1` (30000 EUR) take 55000 EUR from the fund `tools`, 5000 EUR more than is in it (50000 EUR); 640 EUR are spent. Have more approved, or take less.',
  ]);
  expect(file('20000', '\n  spent 51000 EUR')).toEqual(
    expect.arrayContaining([expect.stringContaining('51000 EUR of the fund `tools` are spent, 1000 EUR more')]),
  );
  expect(file('20000', '', '')[0]).toContain('nor the fund `tools` that it is from');
});

test('a priority that is declared is one of them, and something is promised of it', () => {
  const care = (lines: string) =>
    plan(
      `${NIGHT}\npriority P1 "Nobody can pay"\npriority P2\nhypercare T .. T+2d {\n  cover by cid otherwise\n${lines}\n  escalate ann, bob\n}`,
    );
  expect(messagesOf('stages-implausible', care('  respond P1 within 30m'))).toEqual([
    '`hypercare` says how soon some incidents are answered, and nothing of `P2`; add `respond P2 within …`, or take it out.',
  ]);
  expect(messagesOf('unknown-name', care('  respond P1 within 30m\n  respond P3 within 4h'))).toEqual([
    expect.stringContaining('`P3` is not declared as a priority'),
  ]);
  expect(messagesOf('stages-implausible', care('  respond P1 within 30m\n  respond P2 within 4h'))).toEqual([]);
});

test('what a trigger tells goes over channels that somebody reads, each of them', () => {
  const called = (then: string) =>
    messagesOf(
      'channel-unread',
      plan(`run {\n${NIGHT.slice(6, -2)}\n  when "Errors" > 5 % over 5m from tracker by ann via call then ${then}\n}`),
    );
  expect(called('notify buyers via fax, mail, stop')).toEqual([
    expect.stringContaining('`then notify buyers` goes over `fax`'),
  ]);
  expect(called('notify buyers via mail, stop')).toEqual([]);
  expect(messagesOf('syntax', plan(`${NIGHT}\nwhen "Errors" > 5 % from tracker then stop via mail`))[0]).toContain(
    '`then stop, notify WHO via mail`',
  );
});

test('what has to be looked at in a rehearsal is due like any line of a checklist', () => {
  const dress =
    'rehearsal dress by ann in lab at Mon 2026-12-07 10:00 {\n  - "Data of last week" by bob due Fri 2026-12-04\n}\n';
  const at = (day: number) =>
    active(analyseText(plan(`${dress}${NIGHT}`), Date.UTC(2026, 11, day, 9) / 60_000).findings);
  expect(at(5).find(({ code }) => code === 'overdue')?.message).toContain('"Data of last week" was due Fri 2026-12-04');
  expect(at(3).filter(({ code }) => code === 'overdue')).toEqual([]);
});

test('a line that is read and only spelled otherwise hides nothing of its gate; one that cannot be read does', () => {
  const codes = (line: string) => {
    const gate = `gate keep "Keep it?" 5m by bob {\n    ${line}\n  }`;
    const text = plan(
      `run {\n  deploy shop 10m by ann\n  ${gate}\n  verify shop 10m by bob\n}\nrollback back { deploy shop 5m by ann }`,
    );
    return active(analyseText(text).findings)
      .map(({ code }) => code)
      .filter((code) => code === 'no-go-missing' || code === 'syntax');
  };
  expect(codes('- "Read" due T-2h')).toEqual(['no-go-missing']);
  expect(codes('- "Read" due 2 hours before T').toSorted()).toEqual(['no-go-missing', 'syntax']);
  expect(codes('no-go then')).toEqual(['syntax']);
});

test('a freeze beside the one plan that changes what it freezes says where it stands if the others are meant', () => {
  const [message] = messagesOf(
    'freeze-violation',
    `freeze calm of shop from Mon 2026-12-07 until Mon 2026-12-14\n${plan(NIGHT)}`,
  );
  expect(message).toContain('write the freeze inside of the release if it keeps others away');
  // Of a system that it does not change, only stands on, the freeze is somebody else's.
  const [other] = messagesOf(
    'freeze-violation',
    `environment live { production }\nservice api in live\nfreeze calm of live from Mon 2026-12-07 until Mon 2026-12-14\n${plan(NIGHT).replace('service shop', 'service shop in live')}`,
  );
  expect(other).toContain('falls into the freeze');
  expect(other).not.toContain('inside of the release');
});
