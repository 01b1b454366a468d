import { isForward } from '../facts/changes/changes.ts';
import { isOfNewcomer } from '../facts/changes/newcomers.ts';
import { byTarget, isProtected, keepsNothing, nearest } from '../facts/changes/protection.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { insertBefore, stepLine, waitFor } from '../facts/repairs/insertion.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Step, System } from '../model.ts';
import { isAsCertainAs } from '../order/perhaps.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  person priya
  person jonas
  server app-01
  service web on app-01
`;

export const snapshotMissing: ReleaseCheck = {
  code: 'snapshot-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A server is changed without a snapshot of it before',
  why:
    'A deployment changes the server it runs on: files, libraries, configuration. With a snapshot taken before, the ' +
    'server of an hour ago is minutes away, whatever went wrong on it.',
  timeless: true,
  impersonal: true,
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m  // <- snapshot-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        snapshot app-01 10m by priya
        deploy   web    10m by priya undo 5m
        verify   web    10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const { release, changes, dependencies } = subject;
    const copies = byTarget(release.steps.filter((step) => isForward(step) && PROTECTS.has(step.verb)));
    const reported = new Map<System, Step[]>();
    for (const step of changes.steps) {
      if (isOfNewcomer(subject, step)) continue;
      for (const system of changes.targets(step)) {
        // What a database needs is a backup, and `backup-missing` asks for it.
        if (system.type === 'database' || keepsNothing(system)) continue;
        const own = copies.get(system.name) ?? [];
        if (isProtected(subject, step, own)) continue;
        for (const server of changes.grounds(system)) {
          if (server.type !== 'server') continue;
          // Where the traffic of a service goes changes nothing on the server that it runs on.
          if (step.verb === 'switch' && server !== system) continue;
          const taken = server === system ? own : (copies.get(server.name) ?? []);
          const earlier = reported.get(server) ?? [];
          if (isProtected(subject, step, taken) || earlier.includes(step)) continue;
          if (earlier.some((one) => dependencies.precedes(one, step))) continue;
          reported.set(server, [...earlier, step]);
          yield finding(subject, step, server, nearest(subject, [...own, ...taken]));
        }
      }
    }
  },
};

const PROTECTS: ReadonlySet<string> = new Set(['snapshot', 'backup']);

function finding(subject: ReleaseSubject, step: Step, server: System, copy: Step | undefined) {
  const name = quoted(server.name);
  const isTarget = step.targets.some((target) => target.name === server.name);
  const what = isTarget ? `${said(step)} changes ${name}` : `${said(step)} changes its server ${name}`;
  const isPerhaps = copy !== undefined && subject.dependencies.precedes(copy, step) && !isAsCertainAs(copy, step);
  const { at, of } = headOfBlock(subject.release, step);
  const canWait = copy !== undefined && !isPerhaps && !subject.dependencies.precedes(step, copy);
  const state = !copy
    ? `no snapshot is taken of it; put \`snapshot ${server.name}\` before`
    : isPerhaps
      ? `${said(copy)} before it is perhaps not done; make it certain, or take another one`
      : canWait
        ? `nothing makes it wait for ${said(copy)}; put it after the snapshot`
        : `${said(copy)} comes only after it; take one before`;
  return {
    message: `${what}, and ${state}.`,
    place: step.head,
    about: [server.name],
    several: copy
      ? undefined
      : {
          at,
          what: `servers are changed in ${of} without a snapshot of them before`,
          name,
          todo: 'put a `snapshot` of each before its first change',
        },
    related: [
      ...(copy ? [{ message: `${said(copy)} should come first`, place: copy.head }] : []),
      { message: `${name} is declared here`, place: server.namePlace },
    ],
    fixes: () => [copy && canWait ? waitFor(subject.release, step, copy) : addSnapshot(subject, step, server)],
  };
}

function addSnapshot({ plan, release }: ReleaseSubject, step: Step, server: System): Fix {
  return {
    title: `Take a snapshot of ${quoted(server.name)} before`,
    edits: insertBefore(release, step, `${server.name}-snapshot`, (name) =>
      stepLine(plan, { verb: 'snapshot', target: server.name, name, otherwise: '10m', by: step.by }),
    ),
  };
}
