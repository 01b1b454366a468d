/** What agents write of a run sheet in prose, in the words they have for it: nothing of it gets lost in silence. */
import { expect, test } from 'vitest';
import { readOutline } from '../../../exchange/outline/json.ts';
import { writePlan } from '../../../language/write/write.ts';
import { Ledger } from '../../../plan/outline/ledger.ts';

async function written(outline: object): Promise<{ readonly text: string; readonly told: string }> {
  const ledger = new Ledger();
  const bytes = new TextEncoder().encode(JSON.stringify({ title: 'Night', ...outline }));
  const read = await readOutline({ bytes, file: 'outline.json', ledger } as Parameters<typeof readOutline>[0]);
  return { text: writePlan(read, ledger), told: ledger.report() };
}

const run = (...items: readonly (object | string)[]) => ({ items: [{ kind: 'run', items }] });

test('people may be mere names, and are called by their first', async () => {
  const { text, told } = await written({
    people: ['Eva Lindner', { name: 'Jan de Vries', zone: 'Europe/Amsterdam' }],
    teams: [{ name: 'wards', members: ['Eva Lindner'] }],
    freezes: [{ name: 'year-end', from: '2026-12-20', to: '2027-01-06' }],
    ...run({ title: 'Look at the graphs', by: 'jan de vries', checklist: ['Ask the wards'] }, 'Write it down'),
  });
  expect(text).toContain('person eva "Eva Lindner"\n');
  expect(text).toContain('person jan "Jan de Vries" {\n  zone Europe/Amsterdam\n}');
  expect(text).toMatch(/task +"Look at the graphs" by jan \{\n +- "Ask the wards"/);
  expect(text).toMatch(/task +"Write it down"/);
  expect(told).not.toContain('not taken');
  expect(told).not.toContain('now "');
});

test('who stands in is said with the names of people, too: of a step, and of whoever owns the release', async () => {
  const { text } = await written({
    owner: 'Regula Frei else Tobias Keller',
    ...run({ title: 'Look', by: 'Tobias Keller else Anil Rao' }, { title: 'Wait', by: '2 of the people there' }),
  });
  expect(text).toContain('person regula "Regula Frei" {\n  deputy tobias\n}');
  expect(text).toContain('owner  regula\n');
  expect(text).toMatch(/task "Look" by tobias else anil/);
});

test('what is done may stand as the kind of an item; a kind that there is not is told', async () => {
  const { text, told } = await written(
    run({ kind: 'gate', title: 'Go on' }, { kind: 'rehearsal', title: 'Dry run' }, { kind: 'Soak', items: [] }),
  );
  expect(text).toMatch(/gate "Go on"/);
  expect(text).toMatch(/task "Dry run"/);
  expect(text).toMatch(/sequence "Soak" \{/);
  expect(told).toContain('kind "rehearsal"');
});

test('beside a run a message of the days before stands for itself, and makes no run of its own', async () => {
  const notify = { verb: 'notify', targets: ['wards'], title: 'Print the forms', at: '2026-11-23 09:00' };
  const { text } = await written({ items: [notify, { kind: 'run', items: [{ title: 'Look' }] }] });
  expect(text).toContain('\n  notify wards "Print the forms" at Mon 2026-11-23 09:00\n');
  expect(text.match(/^ {2}run \{/gm)).toHaveLength(1);
  const alone = (await written({ items: [notify] })).text;
  expect(alone).toContain('\n    notify wards');
});

test.each([
  ['40..50..60 min', '40m..50m..60m'],
  ['40-60 minutes', '40m..60m'],
  ['1 h to 90 min', '1h..90m'],
  ['1,5 bis 2 Stunden', '1h30m..2h'],
])('%s is %s', async (duration, wanted) => {
  expect((await written(run({ title: 'Copy', duration }))).text).toContain(`"Copy" ${wanted}`);
});

test.each(['10..', '5 to 6', '1 to 2 to 3 to 4 h', '60 to 90 minutes, probably 70', '2026-11-24'])(
  '%s is no length of time, and told as that',
  async (duration) => {
    expect((await written(run({ title: 'Copy', duration }))).told).toContain(`duration "${duration}"`);
  },
);

test('a switch goes to a share of the traffic, and a place that is no name is told', async () => {
  const { text, told } = await written({
    systems: ['search'],
    ...run(
      { verb: 'switch', targets: ['search'], to: '10 %' },
      { verb: 'restore', targets: ['search'], from: '7 % of it' },
    ),
  });
  expect(text).toMatch(/switch +search to 10 %/);
  expect(told).toContain('from "7 % of it"');
});
