import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Block, lookup, type Plan, type Release, rootBlock, type Step } from '../model.ts';
import { whoText } from '../said/words.ts';
import { membersOf } from '../who/people.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (revoke: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      grant  web 5m  by priya to jonas${revoke ? '' : '  // <- access-not-revoked'}
      deploy web 10m by jonas undo 5m
      verify web 10m by priya${revoke}
    }
    `,
  );

export const accessNotRevoked: ReleaseCheck = {
  code: 'access-not-revoked',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'An access that is given for the night and never taken back',
  why:
    'Access that was opened for one night stays open for years: nobody remembers it, and it is the first thing an audit ' +
    'finds and the first door an intruder tries.',
  timeless: true,
  fixable: true,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan('\n      revoke web 5m  by priya from jonas') },
  *find(subject) {
    const { release } = subject;
    const revokes = release.steps.filter((step) => step.verb === 'revoke' && isForward(step));
    for (const grant of release.steps) {
      if (grant.verb !== 'grant' || !isForward(grant) || isForGood(subject, grant)) continue;
      const open = grant.targets.filter(
        ({ name }) => !revokes.some((revoke) => takesBack(revoke, grant, name) && isLater(subject, grant, revoke)),
      );
      if (open.length === 0) continue;
      const early = revokes.find((revoke) => open.some(({ name }) => takesBack(revoke, grant, name)));
      const line = lineFor(
        grant,
        open.map(({ name }) => name),
      );
      yield {
        message:
          `${said(grant)}${grant.to ? ` to ${quoted(grant.to.name)}` : ''} is ` +
          `${early ? `not certain to be taken back: nothing puts ${said(early)} behind it; link them by \`after\`` : `never taken back; add ${quoted(line)} where it is no longer needed`}.`,
        place: grant.head,
        about: [...open.map(({ name }) => name), ...(grant.to ? [grant.to.name] : [])],
        several: early
          ? undefined
          : {
              at: headOfRelease(release).at,
              what: 'accesses are given and never taken back',
              name: said(grant),
              todo: 'add a `revoke` of each where it is no longer needed',
            },
        related: early ? [{ message: 'It is taken back here', place: early.head }] : [],
        fixes: () => (early ? [] : fixes(subject, grant, line)),
      };
    }
  },
};

/**
 * What users get to work with: it is given to an audience, to a team of which nobody has anything to do here, or while a
 * release is prepared, and to nobody by name. For the night it is given to somebody, or in it.
 */
function isForGood({ plan, release }: ReleaseSubject, { to, block }: Step): boolean {
  if (to) {
    const kind = lookup(plan, release, to.name)?.kind;
    return kind === 'audience' || (kind === 'team' && !isAtWork(plan, release, to.name));
  }
  const { kind } = rootBlock(block);
  return kind === 'prepare' || kind === 'follow-up';
}

function isAtWork(plan: Plan, release: Release, team: string): boolean {
  const whos = [
    ...release.steps.flatMap((step) => [step.by, ...step.with]),
    ...release.rosters.flatMap(({ by, cover }) => [by, ...cover.map((one) => one.by)]),
  ];
  const members = new Set([team, ...membersOf(plan, release, team).people]);
  return whos.some(
    (who) => who && [who.ref.name, ...membersOf(plan, release, who.ref.name).people].some((name) => members.has(name)),
  );
}

function takesBack(revoke: Step, grant: Step, target: string): boolean {
  if (!revoke.targets.some(({ name }) => name === target)) return false;
  return !revoke.from || !grant.to || revoke.from.name === grant.to.name;
}

function isLater({ dependencies, schedule }: ReleaseSubject, grant: Step, revoke: Step): boolean {
  if (dependencies.precedes(grant, revoke)) return true;
  if (rootBlock(grant.block) === rootBlock(revoke.block)) return false;
  const [given, taken] = [schedule.steps[grant.id], schedule.steps[revoke.id]];
  // Where one of them has no time, another check says why.
  return !given || !taken || given.end <= taken.start;
}

function lineFor({ by, duration, to }: Step, targets: readonly string[]): string {
  return [`revoke ${targets.join(', ')}`, duration?.text ?? '5m', by && `by ${whoText(by)}`, to && `from ${to.name}`]
    .filter(Boolean)
    .join(' ');
}

/** At the end of the night, or of what comes after it. */
function fixes({ release }: ReleaseSubject, grant: Step, line: string): readonly Fix[] {
  const kinds: readonly Block['kind'][] =
    rootBlock(grant.block).kind === 'follow-up' ? ['follow-up'] : ['run', 'follow-up'];
  const block = release.blocks.findLast(({ kind }) => kinds.includes(kind));
  if (!block) return [];
  const after = block.kind === 'follow-up' && block === rootBlock(grant.block) ? afterText(grant) : '';
  const text = `${line}${after}`;
  return [{ title: `Add ${quoted(text)}`, edits: [{ kind: 'append-line', place: block.place, text }] }];
}

/** `follow-up` has no order of its own. */
function afterText(grant: Step): string {
  return ` after ${grant.name ?? `grant ${grant.targets[0]!.name}`}`;
}
