/** An old thing that goes and a new one that comes, between which nothing is carried over. */
import type { Step, System } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface NothingCarried {
  readonly stop: Step;
  readonly old: System;
  readonly start: Step;
  readonly fresh: System;
}

/**
 * `stop old-shop` and `start new-shop`, the same but for "old" and "new", in a plan that copies, loads or moves nothing in any word, and whose data
 * do not lie in one thing that both stand on.
 */
export function nothingCarried({ release, changes }: Facts): NothingCarried | undefined {
  const forward = release.steps.filter(isForward);
  if (forward.some(({ verb }) => CARRIES.has(verb)) || forward.some(carries)) return undefined;
  for (const start of forward.filter((step) => step.verb === 'start' && inRun(step))) {
    for (const fresh of changes.targets(start)) {
      const name = /^new-(.+)$|^(.+)-new$/i.exec(fresh.name);
      const bare = name?.[1] ?? name?.[2];
      if (bare === undefined || fresh.on.length > 0) continue;
      for (const stop of forward.filter(({ verb }) => verb === 'stop')) {
        const old = changes
          .targets(stop)
          .find((one) => [`old-${bare}`, `${bare}-old`, `legacy-${bare}`, bare].includes(one.name));
        if (old && old.on.length === 0) return { stop, old, start, fresh };
      }
    }
  }
  return undefined;
}

const CARRIES: ReadonlySet<string> = new Set(['migrate', 'restore', 'backup', 'switch', 'snapshot']);

const carries = heard(
  (words, { verb, checklist }) =>
    verb !== 'stop' && [words(), ...checklist.map(({ text }) => text)].some((text) => MOVES.test(text)),
);

const MOVES =
  /\b(load\w*|import\w*|export\w*|extract\w*|cop(y|ies|ied)|transfer\w*|convert\w*|conversion|data|sync\w*|replicat\w*|seed\w*|dump)\b|\bDaten|\bdonnées|\bdatos/i;
