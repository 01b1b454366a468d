import { doneOtherwise, isSameVersion, otherwiseWords } from '../diff/done-otherwise.ts';
import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { inForce } from '../facts/history.ts';
import { heldAt, isToCome, lastHeld } from '../facts/rehearsals.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Rehearsal, Release, Step } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (version: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first in staging at Tue 2026-09-29 10:00 {${version === '2.1.0' ? '' : '  // <- rehearsal-stale'}
      passed  by jonas on Tue 2026-09-29
      version ${version}
    }
    run {
      deploy web 10m by priya version 2.0.4 -> 2.1.0 undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const rehearsalStale: ReleaseCheck = {
  code: 'rehearsal-stale',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'What was rehearsed is not what will run',
  why:
    'A rehearsal proves the version and the steps it ran. A later build, or a step that was put in afterwards, has never ' +
    'been tried: it is rehearsed in production.',
  fixable: false,
  example: { breaks: plan('2.0.9'), passes: plan('2.1.0') },
  *find(subject) {
    const { release } = subject;
    const last = lastHeld(subject);
    // What is still to come will run what the plan says by then.
    if (!last || release.rehearsals.some((rehearsal) => isToCome(subject, rehearsal))) return;
    yield* otherVersion(subject, last);
    yield* otherRun(subject, last);
  },
};

function* otherVersion(subject: ReleaseSubject, last: Rehearsal): Iterable<Found> {
  const { release, changes, schedule } = subject;
  if (last.version === undefined) return;
  const deployments = changes.steps.filter((step) => step.version?.to !== undefined);
  // The version of the release is one of all of it, beside those of what is deployed.
  const versions = new Set(
    [release.version, ...deployments.map(({ version }) => version)].flatMap((one) => one?.to ?? []),
  );
  if (versions.size === 0 || [...versions].some((one) => isSameVersion(one, last.version!))) return;
  const at = heldAt(subject, last);
  yield {
    message:
      `${quoted(last.name)}, the last rehearsal${at === undefined ? '' : ` (${when(schedule, at)})`}, ran version ` +
      `${quoted(last.version)}, and the run brings ${listed([...versions].map(quoted))}; rehearse that, or say which version it was.`,
    place: last.head,
    related: deployments
      .slice(0, 3)
      .map((step) => ({ message: `${said(step)} brings ${quoted(step.version!.to!)}`, place: step.version!.place })),
  };
}

/** Against the version of the plan that was in force when it was rehearsed, where somebody remembers it. */
function* otherRun(subject: ReleaseSubject, last: Rehearsal): Iterable<Found> {
  const { release, schedule } = subject;
  const at = heldAt(subject, last);
  const rehearsed = at === undefined || schedule.T === undefined ? undefined : inForce(subject, at);
  if (at === undefined || !rehearsed) return;
  const otherwise = doneOtherwise(runOf(rehearsed.release), runOf(release));
  const { added, changed, moved } = otherwise;
  const parts = otherwiseWords(otherwise, (steps) => listed(steps.map(said)));
  if (parts.length === 0) return;
  const revision = rehearsed.revision === undefined ? '' : `, ${rehearsed.revision}`;
  yield {
    message:
      `Since ${quoted(last.name)}, the last rehearsal (${when(schedule, at)}${revision}), the run has changed: ` +
      `${listed(parts)}; rehearse it as it is now.`,
    place: last.head,
    related: [...added, ...changed, ...moved]
      .slice(0, 4)
      .map((step) => ({ message: `${said(step)} was not rehearsed like this`, place: step.head })),
  };
}

/** What is rehearsed: another message or a pause more is no other run. */
function runOf(release: Release): readonly Step[] {
  return release.steps.filter((step) => inRun(step) && !['notify', 'wait', 'meet'].includes(step.verb));
}
