import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { PointRef, Step } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person mara
    person priya
    service web
    `,
    `
    prepare {
      task ask "Send the plan round" 15m by mara at ${day} 09:00 {
        acknowledge by mara else priya within 3d then approve
      }
    }
    run {
      gate   go 10m by priya {${day.startsWith('Fri') ? '  // <- consent-too-late' : ''}
        needs ask
      }
      deploy web 10m by priya undo 5m
      verify web 10m by mara
    }
    `,
  );

export const consentTooLate: ReleaseCheck = {
  code: 'consent-too-late',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'Silence approves only after what relies on it has begun',
  why:
    '“If we hear nothing until Thursday, we go” is an approval on Thursday, and none before. What waits for it and begins ' +
    'earlier begins without one, and an objection that comes in time comes too late.',
  fixable: false,
  example: { breaks: plan('Fri 2026-12-04'), passes: plan('Tue 2026-12-01') },
  *find(subject) {
    const { release, schedule } = subject;
    for (const step of release.steps) {
      const consent = schedule.steps[step.id]?.consent;
      if (consent === undefined || step.done) continue;
      for (const relying of release.steps) {
        const found =
          !relying.done && relies(subject, relying, step) ? tooLate(subject, step, relying, consent) : undefined;
        if (found) yield found;
      }
    }
  },
};

/** It needs it, comes after it, or is what the silence is about. */
function relies({ dependencies }: ReleaseSubject, step: Step, asked: Step): boolean {
  const { ref } = asked.acknowledge?.approves ?? {};
  const names = (point: PointRef) => dependencies.thing(point) === asked;
  if (step.after.some(({ point }) => names(point)) || step.gate?.needs.some(names)) return true;
  return ref !== undefined && step.name === ref.name;
}

function tooLate({ schedule }: ReleaseSubject, asked: Step, relying: Step, consent: Instant): Found | undefined {
  const start = schedule.steps[relying.id]?.start;
  if (start === undefined || start >= consent) return undefined;
  return {
    message:
      `Silence on ${said(asked)} approves ${when(schedule, consent)}, ${describeMinutes(consent - start)} after ` +
      `${said(relying)} begins (${when(schedule, start)}), which relies on it; ask earlier, or give less time to object.`,
    place: relying.head,
    about: asked.name ? [asked.name] : [],
    related: [{ message: `${quoted('then approve')} stands here`, place: asked.acknowledge!.place }],
  };
}
