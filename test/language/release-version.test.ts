/** `release shop version 4.2`: what a release brings as a whole. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { releaseTitle } from '../../plan/model.ts';
import { saidOfRelease } from '../../plan/said/release.ts';

const FILE = 'file:///a.release';

function read(head: string, line = '') {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    FILE,
    `audience users
person ann
release shop-4 ${head} {
  kind standard
  window Sat 2026-12-05 22:00 .. 23:00
  change CHG-1
  ${line}
  run {
    task look 10m by ann
  }
  notify users by ann via email after run {
    text "Here is {release.version}."
  }
}
`,
  );
  return workspace.analysis(FILE);
}

test.each([
  ['on its line', 'version 4.2', ''],
  ['as a line of its own', '', 'version 4.2'],
  ['from the one before', 'version 4.1 -> 4.2', ''],
])('%s: messages name it, and it is what the release says', (_, head, line) => {
  const { plan, schedules, findings } = read(head, line);
  expect(findings.map(({ message }) => message)).toEqual([]);
  const message = plan.releases[0]!.steps.find(({ verb }) => verb === 'notify')!;
  expect(schedules[0]!.steps[message.id]!.messages![0]!.text).toBe('Here is 4.2.');
  expect(saidOfRelease(plan.releases[0]!)).toContainEqual(expect.objectContaining({ what: 'version' }));
});

test.each([
  ['', 'shop-4 4.2'],
  ['"Shop 4.2"', 'Shop 4.2'],
  ['"The shop"', 'The shop 4.2'],
])('pictures and papers say it once: %s', (title, called) => {
  expect(releaseTitle(read(`${title} version 4.2`).plan.releases[0]!)).toBe(called);
});
