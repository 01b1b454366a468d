import { standardRelease } from '../facts/example.ts';
import { changedTwice, type Twice } from '../facts/places/twice.ts';
import { type Twins, twinsAtWork } from '../facts/places/twins.ts';
import { waitFor } from '../facts/repairs/insertion.ts';
import { quoted, said } from '../facts/words.ts';
import { find } from '../ids.ts';
import type { Block, Release, Step } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (after: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    network load-balancer {
      exclusive
    }
    `,
    `
    run {
      parallel {
        configure load-balancer as drain   20m by priya undo 5m
        configure load-balancer as weights 20m by jonas${after} undo 5m${after ? '' : '  // <- shared-exclusively'}
      }
      deploy web                10m by priya undo 5m
      verify web, load-balancer 10m by jonas
    }
    `,
  );

export const sharedExclusively: ReleaseCheck = {
  code: 'shared-exclusively',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title:
    'Steps side by side on something that takes one at a time, a job that works in two places at once, or a change that stands twice',
  readsTitlesOf: ['step'],
  why:
    'On the page they run together, in truth one waits for the other: the plan is as long as both, and who comes first is ' +
    'decided by whoever logs in first. Say which one is first, or put them one below the other.',
  fixable: true,
  example: { breaks: plan(''), passes: plan(' after drain') },
  *find(subject) {
    const { release } = subject;
    for (const twins of twinsAtWork(subject)) yield bothAtWork(twins);
    for (const twice of changedTwice(subject)) yield standsTwice(twice);
    for (const { step, waits } of subject.timed) {
      for (const { reason, step: before, name, minutes } of waits) {
        if (reason !== 'system' || !before || name === undefined) continue;
        const earlier = find(release, before);
        if (!areSideBySide(earlier, step)) continue;
        if (subject.dependencies.precedes(earlier, step)) continue;
        yield finding(release, earlier, step, name, minutes);
      }
    }
  },
};

function bothAtWork({ start, stop, begins, ends }: Twins): Found {
  return {
    message:
      `${said(start)} starts ${quoted(begins)}, and ${quoted(ends)} works until ${said(stop)} stops it: in between both do the same work, so that it is ` +
      `done twice. Stop ${quoted(ends)} first.`,
    place: start.head,
    about: [begins, ends],
    related: [{ message: `${quoted(ends)} is stopped here`, place: stop.head }],
  };
}

function standsTwice({ first, second }: Twice): Found {
  return {
    message: `${said(second)} does what ${said(first)} has done by then, in the same words: is it another one, or the same twice? Leave one of them out, or say what differs.`,
    place: second.head,
    severity: 'information',
    about: second.targets.map(({ name }) => name),
    related: [{ message: 'It is done here first', place: first.head }],
  };
}

/** What stands in no order in working hours is not said to be at once; what is written `parallel` or `alongside` is. */
function areSideBySide(a: Step, b: Step): boolean {
  if (a.alongside.length > 0 || b.alongside.length > 0) return true;
  const above = new Set(blocksAround(a));
  return blocksAround(b).find((block) => above.has(block))?.kind === 'parallel';
}

/** The innermost first. */
function blocksAround(step: Step): readonly Block[] {
  const blocks: Block[] = [];
  for (let block: Block | undefined = step.block; block; block = block.parent) blocks.push(block);
  return blocks;
}

function finding(release: Release, earlier: Step, step: Step, name: string, minutes: number): Found {
  return {
    message:
      `${said(step)} stands beside ${said(earlier)}, and ${quoted(name)} takes one at a time: it waits` +
      `${minutes > 0 ? ` ${describeMinutes(minutes)}` : ''}; say which one is first (\`after\`), or put them one below the other.`,
    place: step.head,
    about: [name],
    related: [{ message: `This has ${quoted(name)} first`, place: earlier.head }],
    fixes: () => [waitFor(release, step, earlier)],
  };
}
