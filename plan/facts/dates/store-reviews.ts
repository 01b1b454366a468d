/** Apps that go out through a store: somebody outside of the plan looks at them first, for hours or days that nobody here decides. */
import { CHANGE_VERBS, type Release, type Step, type System } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inWords } from '../words.ts';

export interface Unreviewed {
  /** What brings the app to its users. */
  readonly step: Step;
  readonly app: System;
  /** What hands it in, where that is less than a day before, or is not said to be before at all. */
  readonly submission?: Step;
}

/** The first step that brings an app to users through a store, where no line of the plan leaves the store a day to look at it. */
export function unreviewedByStore(facts: Facts): Unreviewed | undefined {
  const { release, changes } = facts;
  const out = release.steps.flatMap((step) => {
    if (!CHANGE_VERBS.includes(step.verb) || !isForward(step) || step.done || isForTesters(step)) return [];
    const app = changes.targets(step).find((system) => isOfStore(system, step));
    return app ? [{ step, app }] : [];
  });
  const [first] = out;
  if (!first || waitsForStore(release)) return undefined;
  const submissions = release.steps.filter((step) => isForward(step) && submits(step));
  if (submissions.length === 0) return first;
  const start = startOf(facts, first.step);
  const late = submissions.every((step) => {
    const at = startOf(facts, step);
    return at !== undefined && start !== undefined && at > start - MINUTES_PER_DAY;
  });
  return late ? { ...first, submission: submissions[0]! } : undefined;
}

function startOf({ schedule }: Facts, { id }: Step): number | undefined {
  return schedule.steps[id]?.start;
}

function isOfStore(system: System, step: Step): boolean {
  const words = inWords(system);
  if (OF_WEB.test(words)) return false;
  // A service for mobile users goes through no store; the mobile app does, whatever it is declared as.
  return system.type === 'application' ? OF_STORE.test(words) || namesStore(step) : MOBILE_APP.test(words);
}

const OF_STORE = /\b(ios|iphone|ipad|android|app ?store|play ?store|google play|mobile)\b/i;
const MOBILE_APP = /\b(mobile|ios|android|iphone) app(lication)?$/i;
const OF_WEB = /\b(web|pwa|site|browser)\b/i;
const namesStore = heard((words) => OF_STORE.test(words()));

/** Testers and staff get it without a look of the store. */
const isForTesters = heard((words) =>
  /\b(testflight|internal|beta|alpha|testers?|ota|code ?push|over the air)\b/i.test(words()),
);

/** A wait, a milestone or a line of whatever kind that is the answer of the store. */
function waitsForStore(release: Release): boolean {
  const lines = release.steps.flatMap(({ checklist }) => checklist.map(({ text }) => text));
  const milestones = release.milestones.map(inWords);
  return release.steps.some(isAnswer) || [...lines, ...milestones].some((text) => ANSWER.test(text));
}

const ANSWER =
  /\b(app|play|stores?|apple|google)\b.*\b(reviews?|reviewed|approv\w+|accept\w+|release[ds]? by)\b|\b(reviews?|reviewed|approv\w+|accept\w+)\b.*\b(app ?stores?|play ?stores?|stores?|apple|google)\b/i;
/** That the notes were read is no answer of the store. */
const OF_TEXT = /\b(reviewed|approved|accepted) (change-?log|notes|texts?|screenshots|metadata)\b/gi;
const isAnswer = heard((words) => ANSWER.test(words().replace(OF_TEXT, '')));
const submits = heard((words) => /\b(submit\w*|submission|upload\w*|hand(ed)? in)\b/i.test(words()));
