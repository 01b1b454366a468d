import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { linesIn, type Owner } from '../../language/lines.ts';
import { completion } from '../../server/features/edit/completion.ts';
import { snippetFor, written } from '../../service/completion/snippets.ts';
import { PLACES } from '../language/clause-places.ts';
import { atCursor } from '../support/markers.ts';
import { NIGHT, NOW, openFiles } from './source-file.ts';

/** Completes with the line of the cursor put into the run block of `NIGHT`. */
function inRun(line: string, text = NIGHT): string[] {
  return labels(text.replace('    verify  web', `    ${line}\n    verify  web`));
}

function complete(marked: string, snippets = false, others: Readonly<Record<string, string>> = {}) {
  const { text, position } = atCursor(marked);
  const { file } = openFiles(text, others);
  return { text, file, ...completion(file, position, { snippets, now: NOW }) };
}

/** Labels in the order the editor shows them. */
function labels(marked: string, others: Readonly<Record<string, string>> = {}): string[] {
  return complete(marked, false, others)
    .items.sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1))
    .map((item) => item.label);
}

describe('at the start of a line', () => {
  test('only words that may open a line there', () => {
    expect(labels('<|>')).toEqual(expect.arrayContaining(['import', 'release', 'person', 'policy']));
    expect(labels('<|>')).not.toContain('deploy');
    expect(inRun('<|>')).toEqual(expect.arrayContaining(['backup', 'deploy', 'parallel', 'outage', 'point']));
    expect(inRun('<|>')).not.toContain('release');
    expect(inRun('<|>')).not.toContain('criterion');
  });

  test('what a release has once and has is not offered again', () => {
    const inRelease = labels(NIGHT.replace('  change  CHG', '  <|>\n  change  CHG'));
    expect(inRelease).not.toContain('zone');
    expect(inRelease).not.toContain('owner');
    expect(inRelease).toContain('rollback');
    expect(inRelease).toContain('window');
  });

  test('the block decides: a gate wants criteria, a calendar holidays', () => {
    expect(inRun('gate go {\n      <|>\n    }')).toEqual(
      expect.arrayContaining(['quorum', 'needs', 'criterion', 'no-go']),
    );
    expect(labels('calendar office {\n  <|>\n}')).toEqual(
      expect.arrayContaining(['working', 'holiday', 'deadlines', 'zone']),
    );
  });

  test('an own clause of the block may stand on a line of its own', () => {
    expect(labels('release r {\n  uat u {\n    <|>\n  }\n}')).toEqual(
      expect.arrayContaining(['covers', 'sign-off', 'during']),
    );
  });

  test('clients that cannot expand snippets get the mere word', () => {
    expect(complete('<|>').items.find((item) => item.label === 'release')?.textEdit).toMatchObject({
      newText: 'release',
    });
    const withSnippets = complete('<|>', true).items.find((item) => item.label === 'release');
    expect(withSnippets?.textEdit).toMatchObject({ newText: expect.stringContaining('${1:name-1.0}') });
    expect(withSnippets?.insertTextFormat).toBe(2);
  });
});

describe('first comes what the plan lacks', () => {
  const plan = (declared: string, inRelease: string, inRun: string) => `person ann
${declared}
release r {
  kind   normal
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  owner  ann
${inRelease}
  run {
${inRun}
  }
}
`;

  test.each([
    ['backup orders 5m by ann', 'database'],
    ['deploy orders 5m by ann', 'service'],
    ['notify orders "Soon" by ann', 'audience'],
    ['snapshot orders 5m by ann', 'server'],
  ])('the declaration of a name that is used: %s', (step, word) => {
    expect(labels(plan('<|>', '', `    ${step}`)).indexOf(word)).toBeLessThan(3);
    const unused = labels(plan('<|>', '', '    task look 5m by ann'));
    expect(labels(plan('<|>', '', `    ${step}`)).indexOf(word)).toBeLessThanOrEqual(unused.indexOf(word));
  });

  test('a change, where nothing is changed', () => {
    const first = (declared: string, steps: string) => labels(plan(declared, '', `    ${steps}\n    <|>`)).slice(0, 3);
    expect(first('service web', 'verify web 5m by ann')).toContain('deploy');
    expect(first('database orders', 'backup orders 5m by ann')).toContain('migrate');
    expect(first('service web', 'deploy web 5m by ann\n    stop web 5m by ann')).not.toContain('deploy');
  });

  test('what a check asks for, and no longer once it is there', () => {
    const lines = (inRelease: string) => labels(plan('service web', inRelease, '    deploy web 5m by ann'));
    const place = lines('  <|>').indexOf('risk');
    expect(place).toBeGreaterThanOrEqual(0);
    expect(lines('  risk slow "Slow" by ann\n  <|>').indexOf('risk')).toBeGreaterThan(place);
  });
});

describe('behind a statement', () => {
  test('a check of a policy takes how severe it is, and its parameters, each once', () => {
    expect(labels('policy normal {\n  check rest-too-short <|>\n}')).toEqual([
      ...['error', 'warning', 'information', 'off', 'rest'],
    ]);
    expect(labels('policy normal {\n  check message-missing error announced <|>\n}')).toEqual(['reported']);
  });

  test('a no-go goes on with then, or with what comes of it', () => {
    const offered = inRun('gate go {\n      no-go <|>\n    }');
    expect(offered[0]).toBe('then');
    expect(offered).toContain('postpone');
  });

  test('a step is named by its verb where a risk threatens it', () => {
    const inRisk = labels(
      NIGHT.replace('  change  CHG', '  risk slow "Slow" {\n    threatens <|>\n  }\n  change  CHG'),
    );
    expect(inRisk).toContain('deploy');
    expect(inRisk).not.toContain('gate');
    expect(inRun('deploy web after <|>')).not.toContain('deploy');
  });

  test('only the clauses it has not used', () => {
    const clauses = inRun('deploy web 10m by mara <|>');
    expect(clauses).toEqual(expect.arrayContaining(['with', 'after', 'undo', 'version', 'not before']));
    expect(clauses).not.toContain('by');
    expect(clauses).not.toContain('15m');
    expect(clauses).not.toContain('deploy');
  });

  test('a clause that holds a list may come again', () => {
    expect(inRun('deploy web after tables <|>')).toContain('after');
  });
});

describe('what is true then comes first', () => {
  test('lines that stand deeper below belong to the line that is missing', () => {
    const inRelease = NIGHT.replace('  run {', '  <|>');
    expect(labels(inRelease).slice(0, 3)).toContain('run');
    const inFile = NIGHT.replace('release night-1.0 "The night" {', '<|>');
    expect(labels(inFile)[0]).toBe('release');
  });

  test('a line stands where plans have it: behind those that come before it', () => {
    const text = NIGHT.replace('  owner   mara\n', '').replace('  zone ', '  <|>\n  zone ');
    const all = labels(text);
    expect(all.indexOf('owner')).toBeLessThan(all.indexOf('run'));
  });

  test('a checklist goes on, and a block takes no clause that its head has', () => {
    const list = (line: string) =>
      labels(NIGHT.replace('20m by dba undo 10m', `20m by dba undo 10m {\n${line}\n    }`));
    expect(list('      - "Counted"\n      <|>\n      - "Compared"')[0]).toBe('- "…"');
    const uat = labels(NIGHT.replace('  run {', '  uat look by mara in staging {\n    <|>\n  }\n  run {'));
    expect(uat).toEqual(expect.arrayContaining(['during', 'with']));
    expect(uat).not.toEqual(expect.arrayContaining(['by']));
  });

  test('a clause stands behind those that stand before it', () => {
    const offered = inRun('deploy web 15m by mara undo 10m <|>');
    expect(offered.indexOf('done')).toBeLessThan(offered.indexOf('accountable'));
  });

  test('the import of a file that declares what is used', () => {
    const [head, release] = NIGHT.split('\n\n') as [string, string];
    expect(labels(`<|>\n${release}\n`, { 'all.release': head })[0]).toBe('import');
  });

  test('what plans beside it say in such a place, and no name that only they declare', () => {
    const last = 'verify  web "Smoke" 10m by jonas\n';
    const next = `    record  web 5m by kim\n    wait 1h\n`;
    const beside = { 'before.release': NIGHT.replace('night-1.0', 'night-0.9').replace(last, `${last}${next}`) };
    const line = NIGHT.replace(last, `${last}    <|>\n`);
    for (const word of ['record', 'wait'])
      expect(labels(line, beside).indexOf(word)).toBeLessThan(labels(line).indexOf(word));
    expect(labels(NIGHT.replace(last, `${last}    record web 5m by <|>\n`), beside)).not.toContain('kim');
  });

  test('of the systems those that the release touches and has not done this to', () => {
    const text = NIGHT.replace('service web', 'service web\nservice api\nservice shop').replace(
      '    verify  web',
      '    stop shop 5m\n    deploy <|>\n    verify  web',
    );
    expect(labels(text).slice(0, 3)).toEqual(['shop', 'api', 'web']);
  });

  test('what nothing declares yet, and the plan names elsewhere', () => {
    const text = NIGHT.replace('    verify  web', '    task x 5m by kim\n    task y 5m by <|>\n    verify  web');
    expect(labels(text)).toContain('kim');
    expect(inRun('task y 5m by <|>')).not.toContain('web');
  });

  test('a measure is read from a source, and not from a person', () => {
    const gate = (line: string) =>
      inRun(`gate go 5m {\n      criterion "Errors" < 1 % from grafana\n      ${line}\n    }`);
    expect(gate('criterion "Speed" < 2 from <|>')).not.toContain('mara');
  });
});

describe('of several names', () => {
  const PEOPLE = `person ada
person client-anne "Anne, of the client"
person ben
person cleo
`;
  const first = (marked: string, count = 1) => labels(marked).slice(0, count);
  const inPeople = (line: string) => first(`${PEOPLE}${line}\n`);

  test('nobody stands in for themselves; whoever they stand in for stands in for them', () => {
    expect(inPeople('person dan { deputy ben }\nperson eve { deputy <|> }')).not.toEqual(['eve']);
    expect(
      first(`${PEOPLE.replace('ben', 'ben { deputy cleo }').replace(/cleo\n$/, 'cleo { deputy <|> }\n')}`),
    ).toEqual(['ben']);
    expect(labels(`${PEOPLE}person eve { deputy <|> }`)).not.toContain('eve');
  });

  test('a list goes on with what is declared next, and with what is called alike', () => {
    expect(inPeople('team crew is ben, <|>')).toEqual(['cleo']);
    expect(inPeople('team client-uat is <|>')).toEqual(['client-anne']);
  });

  test('who is named with the same system, and who is named in the block', () => {
    const night = NIGHT.replace('    verify  web "Smoke" 10m by jonas\n', '');
    const inRunOf = (line: string) => first(night.replace('    deploy', `    ${line}\n    deploy`));
    expect(inRunOf('configure orders-db 5m by <|>')).toEqual(['dba']);
    expect(inRunOf('configure web 5m by <|>')).toEqual(['mara']);
  });

  test('what is stopped is started', () => {
    const night = NIGHT.replace('service web', 'service api\nservice shop\nservice web').replace(
      '    verify',
      '    stop shop 5m by mara\n    start <|>\n    verify',
    );
    expect(first(night)).toEqual(['shop']);
  });

  test('a way back is called, in a template as well, and nothing waits for it', () => {
    const template = `release weekly(day: date) {
  window day 10:00 .. 13:00
  run {
    deploy web 10m
    when "Errors" > 1 % over 5m then rollback <|>
  }
  rollback back { deploy web "As before" 10m }
}
`;
    expect(first(template)).toEqual(['back']);
    const night = NIGHT.replace('  run {', '  rollback back { deploy web 5m }\n  notify ops after <|>\n  run {');
    expect(labels(night).indexOf('run')).toBeLessThan(labels(night).indexOf('back'));
  });

  test('what is averted is work, and no message', () => {
    const night = NIGHT.replace('  run {', '  notify ops as told at T-1d\n  risk late { mitigation <|> }\n  run {');
    expect(labels(night).indexOf('tables')).toBeLessThan(labels(night).indexOf('told'));
  });
});

describe('names', () => {
  test('who: people, roles and teams, no systems', () => {
    const who = inRun('deploy web 10m by <|>');
    expect(who).toEqual(expect.arrayContaining(['mara', 'jonas', 'ops', 'dba', 'owner']));
    expect(who).not.toContain('web');
  });

  test('who: a program that nothing is done to', () => {
    const last = '    verify  web';
    const text = `application scheduler\n${NIGHT.replace(last, `    stop web 5m by <|>\n${last}`)}`;
    expect(labels(text)).toContain('scheduler');
    expect(labels(text.replace('by <|>', 'by mara with <|>'))).not.toContain('scheduler');
    expect(labels(text.replace('stop web', 'stop scheduler'))).not.toContain('scheduler');
  });

  test('who is busy then comes behind who is free, and says with what', () => {
    const text = NIGHT.replace(
      '    deploy  web 15m by mara undo 10m\n',
      '    parallel {\n      deploy web 15m by mara\n      verify web 15m by <|>\n    }\n',
    );
    const { items } = complete(text);
    const [mara, jonas] = ['mara', 'jonas'].map((name) => items.find((item) => item.label === name)!);
    expect(mara!.detail).toMatch(/busy with `deploy web` until \d\d:\d\d/);
    expect(jonas!.detail).not.toMatch(/busy/);
    expect(jonas!.sortText! < mara!.sortText!).toBe(true);
  });

  test('targets: what the verb is usually done to comes first', () => {
    expect(inRun('backup <|>')[0]).toBe('orders-db');
    expect(inRun('deploy <|>')[0]).toBe('web');
    expect(inRun('deploy <|>')).not.toContain('mara');
  });

  test('what is in the list already is not offered again', () => {
    expect(inRun('verify web, <|>')).not.toContain('web');
  });

  test('points: nothing that waits for this step', () => {
    const points = labels(NIGHT.replace('as tables "Tables" 20m', 'as tables "Tables" 20m after <|>'));
    expect(points).toContain('night-backup');
    expect(points).not.toContain('tables');
    const later = labels(NIGHT.replace('30m by dba {', '30m by dba after <|> {'));
    expect(later).not.toContain('tables');
  });

  test('one of a team', () => {
    expect(inRun('deploy web by any of <|>')).toEqual(['ops', 'tbd']);
  });

  test('restore comes from backups', () => {
    expect(
      labels(NIGHT.replace(/\n}\n$/, '\n  rollback {\n    restore orders-db 10m by dba from <|>\n  }\n}\n'))[0],
    ).toBe('night-backup');
  });
});

describe('times', () => {
  test('dates have the right weekday and lie ahead', () => {
    const dates = labels('release r {\n  window <|>\n}').filter((label) => /\d{4}/.test(label));
    expect(dates.slice(0, 3)).toEqual(['Mon 2026-11-23', 'Tue 2026-11-24', 'Wed 2026-11-25']);
  });

  test('behind a weekday come its dates', () => {
    expect(labels('release r {\n  window Sat <|>\n}').slice(0, 2)).toEqual(['2026-11-28', '2026-12-05']);
  });

  test('offsets say what they come to', () => {
    const { items } = complete(NIGHT.replace('  run {', '  notify ops "x" by mara at <|>\n  run {'));
    expect(items.find((item) => item.label === 'T-1d')?.detail).toBe('Fri 2026-12-04');
    expect(items.find((item) => item.label === 'T-5wd')).toBeDefined();
  });

  test('those that count from the release before points, and points before dates', () => {
    const offered = inRun('deploy web 15m by mara due <|>');
    expect(offered.indexOf('T-1d')).toBeLessThan(offered.indexOf('tables'));
    expect(offered.indexOf('tables')).toBeLessThan(offered.findIndex((one) => /^\w+ \d{4}-/.test(one)));
  });

  test('the window does not hang on itself', () => {
    expect(labels('release r {\n  window <|>\n}')).not.toContain('T-1d');
  });

  test('zones of the plan come first, others with the first letter', () => {
    expect(labels(NIGHT.replace('Europe/Berlin', '<|>'))).toContain('UTC');
    expect(labels(NIGHT.replace('Europe/Berlin', 'Asia/Tok<|>'))[0]).toBe('Asia/Tokyo');
  });
});

describe('values', () => {
  test.each([
    ['release r {\n  kind <|>\n}', ['emergency', 'major', 'normal', 'standard', 'tbd']],
    ['release r {\n  risk x {\n    impact <|>\n  }\n}', ['high', 'low', 'medium', 'tbd', 'very-high', 'very-low']],
  ])('%j', (marked, expected) => {
    expect(labels(marked).sort()).toEqual(expected);
  });

  test('codes of checks', () => {
    expect(labels('release r {\n  waive <|>\n}')).toContain('backup-missing');
  });

  test('nothing inside titles and comments', () => {
    expect(inRun('deploy web "to <|>')).toEqual([]);
    expect(inRun('// by <|>')).toEqual([]);
  });
});

test('what is typed is replaced, nothing else', () => {
  const { text, items } = complete(NIGHT.replace('15m by mara', '15m by jo<|>'));
  const edit = items.find((item) => item.label === 'jonas')!.textEdit as { range: never; newText: string };
  expect(applyTextEdits(text, [{ file: '', ...edit }])).toBe(NIGHT.replace('15m by mara', '15m by jonas'));
});

describe('every word that opens a line is explained by a line', () => {
  const inPlaces = (Object.keys(PLACES) as Owner[]).flatMap((owner) =>
    linesIn(owner).flatMap((word) =>
      Object.keys(PLACES[owner])
        .slice(0, 1)
        .map((place) => [word, owner, place] as const),
    ),
  );
  test.each(inPlaces)('%s in `%s` (%s)', (word, owner, place) => {
    const snippet = snippetFor(word, owner);
    const { file } = openFiles(PLACES[owner][place]!(written(snippet.text)));
    const told = file.analysis.findings.filter(({ code }) => code === 'syntax' || code === 'internal-error');
    // The place may have one already.
    expect(told.map(({ message }) => message).filter((one) => !one.includes('stands twice'))).toEqual([]);
  });
});

describe('behind a word that goes on', () => {
  const inRelease = (line: string) => labels(NIGHT.replace('  change  CHG', `  ${line}\n  change  CHG`));

  test('a condition asks what becomes of something', () => {
    const text = NIGHT.replace('    verify  web', '    task publish 5m by ann\n    verify  web');
    const behind = (line: string) => labels(text.replace('    verify  web', `    ${line}\n    verify  web`));
    expect(behind('when pub<|>')).toContain('publish');
    expect(behind('when publish.<|>')).toEqual(['publish.late', 'publish.length', 'publish.failed']);
    expect(behind('when "Errors" > 1 % and publish.la<|>')).toEqual(['publish.late']);
    expect(behind('task more 5m by ann after publish.<|>')).toEqual(['publish.start', 'publish.end']);
  });

  test('`independent` is of somebody', () => {
    expect(inRun('verify web by ann ind<|>')).toContain('independent of');
    expect(inRun('verify web by ann independent <|>')).toEqual(['of']);
    expect(inRun('verify web by ann independent of <|>')).toContain('mara');
  });

  test('braces in the words of a message are filled in, and only there', () => {
    expect(inRelease('text gone "From {<|>"')).toEqual(expect.arrayContaining(['window', 'release', 'web']));
    expect(inRelease('text gone "From {window.<|>"')).toEqual(
      expect.arrayContaining(['window.start', 'window.end', 'window.length']),
    );
    expect(inRelease('text gone "From {window.start} <|>"')).toEqual([]);
    expect(inRelease('milestone gone "From {<|>"')).toEqual([]);
  });

  describe('a template', () => {
    const parameters =
      'day: date, old: version = previous, new: version = 1.0.0, duty: who = roster week, target: system = web, said: title = "x"';
    const template = (list: string, line: string) => `${NIGHT}
roster week during Mon 2026-11-02 .. Sun 2027-12-26 {
  cover by ann otherwise
}
release weekly(${list}) "Number" {
  milestone code-complete at day - 5d
  ${line}
}
train each every 1w from Mon 2026-11-30 10:00 {
  template weekly
}
`;
    const value = (typed: string) => labels(template(`${typed}<|>, day: date`, ''));
    const names = ['day', 'old', 'new', 'duty', 'target', 'said'];
    const inLine = (line: string) => labels(template(parameters, line)).filter((one) => names.includes(one));

    test('says what may give a parameter its value, by its type', () => {
      expect(value('old: version = ')).toEqual(expect.arrayContaining(['previous', '1.0.0']));
      expect(value('number = ')).toContain('previous');
      expect(value('duty: who = ')).toEqual(expect.arrayContaining(['roster week', 'jonas', 'mara']));
      expect(value('duty: who = ')).not.toContain('previous');
      expect(value('duty: who = roster ')).toEqual(['week']);
      expect(value('target: system = ')).toContain('web');
      expect(value('target: system = ')).not.toContain('ann');
      expect(value('day: date = ')).toEqual([]);
      expect(value('ol')).toEqual([]);
      expect(value('old: version ')).toEqual([]);
    });

    test('takes each of its parameters where a value of that type can stand', () => {
      expect(inLine('window <|>')).toEqual(['day']);
      expect(inLine('milestone x at <|>')).toEqual(['day']);
      expect(inLine('owner <|>')).toEqual(['duty']);
      expect(inLine('run {\n deploy <|>\n}')).toEqual(['target']);
      expect(inLine('run {\n deploy web version <|>\n}')).toEqual(['new', 'old']);
      expect(inLine('run {\n deploy web version old -> <|>\n}')).toEqual(['new', 'old']);
      expect(inLine('run {\n deploy web "Version {<|>"\n}')).toEqual(['day', 'old', 'new', 'duty', 'target', 'said']);
    });

    test('is what a train has behind `template`', () => {
      expect(labels(template(parameters, '').replace('template weekly', 'template <|>'))).toEqual(['weekly']);
    });
  });

  test('a parameter of a runbook has a type', () => {
    const types = labels(`runbook canary(share: <|>\n${NIGHT}`);
    expect(types).toEqual(expect.arrayContaining(['percent', 'duration', 'rollback']));
    expect(labels(`runbook canary(share: percent, soak: d<|>\n${NIGHT}`)).toContain('duration');
  });
});
