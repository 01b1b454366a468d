/** `--store` as users have it: filled by publish, asked by check, calendar and slot; a folder and a database do the same. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, OWNER, type Postgres, startPostgres } from '../support/postgres.ts';
import { AT, createWorkplace, FINE, fineAs, type RunOptions, type Workplace } from './command.ts';

let work: Workplace;
let postgres: Postgres;
beforeAll(async () => {
  [work, postgres] = await Promise.all([createWorkplace(), startPostgres()]);
});
afterAll(() => Promise.all([work.remove(), postgres.remove()]));

const OTHER = FINE.replace('night-1.0', 'shop-2.0').replace('CHG0042137', 'CHG-2').replace('"Smoke"', '"A secret"');
const publish = (store: string, args: readonly string[], at = AT, options: RunOptions = {}) =>
  work.run(['publish', ...args, '--store', store, '--repository', 'git.example.org/acme/shop', ...at], {
    cwd: 'shop',
    ...options,
  });
const here = (command: string, args: readonly string[], options: RunOptions = {}) =>
  work.run([command, ...args, '--repository', 'acme/web', ...AT], { cwd: 'web', ...options });

describe.each(['a folder', 'a database'])('%s', (kind) => {
  /** All that it has. */
  async function contents(store: string): Promise<string> {
    if (kind === 'a database') {
      const rows = ['plan', 'claim', 'version'].map((table) =>
        postgres.run(store, `select * from release_plan.${table}`),
      );
      return JSON.stringify(await Promise.all(rows));
    }
    return readdirSync(join(work.folder, 'facts'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
      .join('');
  }

  test('is filled by publish, asked by check, calendar and slot, and left by what is gone', async () => {
    const store = kind === 'a folder' ? '../facts' : await postgres.fresh();
    await work.write({
      'shop/plans/night.release': OTHER,
      'shop/plans/gone.release': fineAs('gone-1'),
      'web/web.release': FINE,
    });
    const first = await publish(store, ['--revision', 'r1']);
    expect(first).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'release-plan: git.example.org/acme/shop: 2 plans published.\n',
    });
    const all = await contents(store);
    expect(all).toContain('shop-2.0');
    for (const word of ['secret', 'Mara Lind', work.folder]) expect(all).not.toContain(word);

    const checked = await here('check', ['--store', store]);
    expect(checked.stderr).toBe('');
    expect(checked.stdout).toContain('`jonas` is in two places');
    expect(checked.stdout).toContain('2 other releases are at `web` at the same time');
    expect(checked.stdout).toContain('of `shop-2.0 (git.example.org/acme/shop)`');
    expect(checked.stdout).not.toContain('secret');
    expect(checked.stdout).toContain('see store:git.example.org/acme/shop/plans/night.release:13');
    expect(checked.code).toBe(1);
    const json = JSON.parse((await here('check', ['--store', store, '--format', 'json'])).stdout);
    expect(JSON.stringify(json)).toContain('is in two places');

    const calendar = await here('calendar', ['--store', store]);
    expect(calendar.stdout).toMatch(/release +shop-2\.0 \(git\.example\.org\/acme\/shop\)/);
    expect(calendar.stdout).toMatch(/error night-1\.0 and shop-2\.0 \(git\.example\.org\/acme\/shop\): `rollout`/);
    // A month in which others have nothing.
    const later = await here('calendar', ['--store', store, '--from', '2027-02-01', '--months', '1']);
    expect(later.stdout).not.toContain('shop-2.0 (git');
    const slot = JSON.parse((await here('slot', ['web.release', '--store', store, '--format', 'json'])).stdout);
    expect(slot.slots[0].text).toMatch(/^Sun 2026-12-06/);

    rmSync(join(work.folder, 'shop/plans/gone.release'));
    const second = await publish(store, ['--revision', 'r2'], ['--at', '2026-11-24T12:00Z']);
    expect(second.stderr).toContain('0 plans published, 1 as before, 1 withdrawn (plans/gone.release).');
    const after = await here('check', ['--store', store]);
    expect(after.stdout).not.toContain('gone-1');
    const titled = await publish(store, ['--revision', 'r3', '--titles'], ['--at', '2026-11-25T12:00Z']);
    expect(titled.stderr).toContain('1 plan published');
    expect((await here('check', ['--store', store])).stdout).toContain('`verify web` of `shop-2.0 (git');

    // With the last plan git takes its folder away.
    rmSync(join(work.folder, 'shop/plans'), { recursive: true });
    const typo = await publish(store, ['plan', '--revision', 'r4'], ['--at', '2026-11-26T12:00Z']);
    expect(typo).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('plan does not exist, and the store knows nothing of it'),
    });
    const last = await publish(store, ['plans', '--revision', 'r4'], ['--at', '2026-11-26T12:00Z']);
    expect(last).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('0 plans published, 1 withdrawn (plans/night.release)'),
    });
    expect((await here('check', ['--store', store])).stdout).not.toContain('shop-2.0');
    await work.write({ 'shop/plans/night.release': OTHER });
    expect((await publish(store, ['--revision', 'r5'], ['--at', '2026-11-27T12:00Z'])).stderr).toContain(
      '1 plan published',
    );
    rmSync(join(work.folder, 'shop/plans/night.release'));
    expect((await publish(store, ['--revision', 'r6'], ['--at', '2026-11-28T12:00Z'])).stderr).toContain('1 withdrawn');
  });
});

describe('a store that cannot be reached', () => {
  /** Nothing of what is found here, and of how it ends, is another one; and why is told in one line. */
  async function changesNothing(store: string, why: string, options: RunOptions = {}): Promise<void> {
    const alone = await here('check', ['--store', store], options);
    expect(alone).toMatchObject({ code: 0, stdout: 'No findings for 1 release in 1 file.\n' });
    expect(alone.stderr.split('\n')).toEqual([expect.stringContaining(why), '']);
    expect(alone.stderr).toContain('What plans of other repositories take at the same time is not known.');
    for (const word of ['secret', OWNER.password, encodeURIComponent(OWNER.password)])
      expect(alone.stderr).not.toContain(word);
  }

  test('changes nothing of what is found here', async () => {
    await work.write({ 'web/web.release': FINE, 'shop/plans/night.release': OTHER });
    const address = await postgres.fresh();
    await changesNothing(
      '../nowhere',
      '../nowhere is no store of plans: release-plan publish --store ../nowhere makes one. What plans of other',
    );
    await changesNothing('mysql://somebody:secret@db/plans', 'No store is at mysql://: name a folder');
    await changesNothing(address, 'is no store of plans yet');
    await changesNothing(address.replace(/:[^:@]*@/, ':secret@'), 'refuses the password of owner');
    await changesNothing(address.replace(/:[^:@]*@/, '@'), 'refuses the password of owner', {
      env: { PGPASSWORD: 'secret' },
    });
    await changesNothing(address.replace(/:[^:@]*@/, '@'), 'asks for a password');
    await changesNothing('postgres://somebody:secret@127.0.0.1:9/plans', 'nothing listens there');
    await changesNothing('postgres://somebody:sec/ret@127.0.0.1/plans', 'The address of the store cannot be read');
    const nameless = await work.run(['check', '--store', '../facts', ...AT], { cwd: 'web' });
    expect(nameless.stderr).toContain('say --repository, such as acme/shop.');
    expect(nameless.code).toBe(0);
    const refused = await publish(address.replace(/:[^:@]*@/, ':secret@'), ['--revision', 'r1']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^release-plan: The store postgres:\/\/127\.0\.0\.1:\d+\/test\d+ refuses the password of owner\.\n$/,
    );
  });

  test('is waited for no longer than it may take, and the command ends', async () => {
    await work.write({ 'web/web.release': FINE });
    const silent = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    try {
      await changesNothing(`postgres://a:secret@127.0.0.1:${port}/plans`, 'nobody answers there within 5 seconds');
    } finally {
      silent.close();
    }
  });
});
