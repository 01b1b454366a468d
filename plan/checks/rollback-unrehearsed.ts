import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { isToCome } from '../facts/rehearsals.ts';
import { quoted, said } from '../facts/words.ts';
import { type Block, type Rehearsal, rootBlock, type Step } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (measured: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first in staging at Tue 2026-09-29 10:00 {
      passed   by jonas on Tue 2026-09-29
      measured verify web 10m${measured}
    }
    run {
      deploy web 10m by priya
      verify web 10m by jonas
    }
    rollback {${measured ? '' : '  // <- rollback-unrehearsed'}
      deploy web 20m by priya
    }
    `,
  );

export const rollbackUnrehearsed: ReleaseCheck = {
  code: 'rollback-unrehearsed',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'The duration of a rollback comes from no rehearsal',
  why:
    'The latest moment to decide hangs on how long the way back takes. Where nobody has walked it, that moment is a ' +
    'guess, and the night is when it turns out to be wrong.',
  fixable: false,
  example: { breaks: plan(''), passes: plan('\n      measured rollback 20m') },
  *find(subject) {
    const { release, schedule } = subject;
    const held = release.rehearsals.filter(({ result }) => result);
    // While a rehearsal is still to come, nobody knows what it will measure.
    if (held.length === 0 || release.rehearsals.some((rehearsal) => isToCome(subject, rehearsal))) return;
    const measured = thingsMeasured(subject, held);
    for (const block of release.blocks) {
      if (block.kind !== 'rollback') continue;
      const steps = release.steps.filter((step) => rootBlock(step.block) === block && step.duration);
      const longest = steps.reduce<Step | undefined>(
        (most, step) => (minutes(step) > minutes(most) ? step : most),
        undefined,
      );
      if (!longest || measured.has(block) || measured.has(longest)) continue;
      const span = schedule.blocks[block.id];
      const length = describeMinutes(
        span ? span.end - span.start : steps.reduce((sum, step) => sum + minutes(step), 0),
      );
      const alone = steps.length > 1 ? `, ${describeMinutes(minutes(longest))} of it for ${said(longest)}` : '';
      const name = quoted(block.name ?? block.kind);
      yield {
        message:
          `${name} is planned with ${length}${alone}, and none of ${counted(held.length, 'rehearsal')} has measured it; ` +
          `rehearse it, and write down what it took: ${quoted(`measured ${block.name ?? block.kind} …`)}.`,
        place: block.head,
        about: block.name ? [block.name] : [],
        related: held
          .slice(-3)
          .map(({ head, name }) => ({ message: `${quoted(name)} did not measure it`, place: head })),
      };
    }
  },
};

function thingsMeasured({ dependencies }: ReleaseSubject, held: readonly Rehearsal[]): ReadonlySet<unknown> {
  return new Set<Block | Step | unknown>(
    held.flatMap(({ measured }) => measured.map(({ point }) => dependencies.thing(point))),
  );
}

function minutes(step: Step | undefined): number {
  return step?.duration ? roughMinutes(step.duration.likely) : -1;
}
