import { type Child, childrenOf } from '../children.ts';
import { messagesOfOtherVersions, messagesUnlikeEachOther, titlesUnlikeLines } from '../facts/changes/numbers.ts';
import { standardRelease } from '../facts/example.ts';
import { heard } from '../facts/heard.ts';
import { quoted } from '../facts/words.ts';
import type { Block, Place, Release, Step } from '../model.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (count: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    prepare {
      task texts "${count} templates" 1h by priya due T-1wd {${mark}
        - "Heads-up"
        - "Started"
        - "Done"
      }
    }
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const countDiffers: ReleaseCheck = {
  code: 'count-differs',
  of: 'release',
  group: 'time',
  severity: 'warning',
  title: 'A title that says another number than its list or its line, or messages that do not agree about one',
  why:
    'Nine templates of which six are listed: three have been forgotten, or are there no more. Somebody counts them on the night, and does ' +
    'not get as far as the title says.',
  // A wait is as long as its title says.
  timeless: ({ steps }) => !steps.some(({ verb }) => verb === 'wait'),
  impersonal: true,
  fixable: false,
  readsTitlesOf: ['step'],
  example: { breaks: plan('Four', '  // <- count-differs'), passes: plan('Three') },
  *find({ plan, release }) {
    for (const step of release.steps) {
      const title = titleWithCount(step);
      if (title !== undefined) yield* judge(title, step.checklist.length, 'line', step.head);
    }
    for (const block of allBlocks(release, release.blocks)) {
      yield* judge(block.title, childrenOf(release, block).filter(isWork).length, 'step', block.head);
    }
    const odd = [
      ...titlesUnlikeLines(release),
      ...messagesUnlikeEachOther(plan, release),
      ...messagesOfOtherVersions(plan, release),
    ];
    for (const { message, place, other } of odd) {
      yield { message, place, related: other && [{ message: 'It is said here, too', place: other }] };
    }
  },
};

const titleWithCount = heard((_, { title = '' }) => (countIn(title) === undefined ? undefined : title));

function* judge(title: string | undefined, listed: number, what: string, place: Place) {
  const said = countIn(title ?? '');
  // One line may stand for several of the things.
  if (said === undefined || listed < 2 || said === listed) return;
  yield {
    message: `The title says ${quoted(title!)}, and there are ${listed} ${what}s below it; correct one of them.`,
    place,
  };
}

function allBlocks(release: Release, blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [
    block,
    ...allBlocks(
      release,
      childrenOf(release, block).filter((one): one is Block => 'children' in one),
    ),
  ]);
}

function isWork(one: Child): one is Step | Block {
  return one.kind === 'step' || 'children' in one;
}

/**
 * The number that a title is about, `Nine templates`, `The 4 servers`; undefined where it is about something else: a length, an hour, what is
 * done to so many, a number that belongs to a name.
 */
function countIn(title: string): number | undefined {
  const [, word, noun] = /^(?:the |all |our |top |these )?([a-z]+|\d+) (?:[a-z-]+ )?([a-z-]+s)$/i.exec(title) ?? [];
  if (word === undefined || LENGTHS.test(noun!)) return undefined;
  const count = /^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word.toLowerCase());
  return count >= 2 && count <= 50 ? count : undefined;
}

const LENGTHS =
  /^(seconds|minutes|mins|hours|hrs|days|weeks|months|years|times|users|people|retries|attempts|nines|eyes|tries)$/i;
const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
