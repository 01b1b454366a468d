/** To wait for what is measured: `wait soak until "Queue" = 0 from grafana ..2h`. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { renderView } from '../../view/renderers.ts';
import { toldOf } from './told.ts';

function read(line: string) {
  const workspace = createWorkspace({ roots: [] });
  const file = 'file:///a.release';
  workspace.set(
    file,
    `person ann
source grafana
release r {
  kind standard
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
  run {
    task look 10m by ann
    ${line}
    task close 5m by ann
  }
}
`,
  );
  const analysis = workspace.analysis(file);
  const { plan, schedules, findings } = analysis;
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { times: toldOf(plan.releases[0]!, schedules[0]!), told, analysis };
}

test('it lasts as long as its estimate says, and what is behind it waits', () => {
  expect(read('wait soak until "Queue" = 0 from grafana ..2h').times).toMatchObject({
    soak: 'Sat 5 22:10 .. Sun 6 00:10',
    close: 'Sun 6 00:10 .. Sun 6 00:15',
  });
  expect(read('wait soak 10m..20m..1h until "Queue" = 0 over 5m from grafana').times.soak).toBe(
    'Sat 5 22:10 .. Sat 5 22:30',
  );
});

test('without an estimate it is asked how long it may take', () => {
  expect(read('wait soak until "Queue" = 0 from grafana').told('estimate-missing')).toEqual([
    '`soak` waits for a condition, and nothing says how long that may take; it counts as 0 min. Add the most it may be, for example `..2h`.',
  ]);
});

test('its condition can be read off, or that is told; its source is used', () => {
  expect(read('wait soak until "Queue" = 0 ..2h').told('criterion-untestable')).toEqual([
    'The end of the wait, `Queue`, cannot be tested: it does not say where it is read; add `from` and the source.',
  ]);
  const { told } = read('wait soak until "Queue" = 0 from grafana ..2h');
  expect([...told('criterion-untestable'), ...told('unused')]).toEqual([]);
});

test('checklist and hover show it', () => {
  const { analysis } = read('wait soak until "Queue" = 0 over 5m from grafana ..2h');
  const [release] = analysis.plan.releases;
  const page = renderView('checklist', {
    analysis,
    release: release!,
    schedule: analysis.schedules[0]!,
    source: 'none',
    picture: {},
    ids: 'x',
  });
  expect(page).toContain('until Queue = 0 over 5m');
});

test('nothing but a wait ends so', () => {
  const { told, times } = read('task soak 5m by ann every 1h until "Queue" = 0');
  expect(told('syntax').join()).toContain('`until` takes a time on `task`; only a `wait` ends with a condition.');
  expect(times.close).toBeDefined();
});
