import { inRun } from '../facts/changes/changes.ts';
import { firstCommitment } from '../facts/decisions/gates.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { knownOwner } from '../facts/people/accountable.ts';
import { listed, quoted, said, titleText, when } from '../facts/words.ts';
import type { Fix, Related } from '../findings/findings.ts';
import { grouped } from '../grouped.ts';
import { type ChecklistItem, lookup, type PointRef, type Risk, type RiskLevel, type Step, TBD } from '../model.ts';
import { isCalled } from '../order/blocks.ts';
import type { Thing } from '../order/model.ts';
import { whoText } from '../said/words.ts';
import { whenIs } from '../schedule/dated/when-is.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (review: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    risk slow-caches "Empty caches make the shop slow" by priya {${review ? '' : '  // <- risk-unmitigated'}
      likelihood medium
      impact     high
      threatens  deploy web
      mitigation warm-up${review}
    }

    prepare {
      task warm-up "Fill the caches of the new nodes" 2h by priya due T-1wd
    }
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const riskUnmitigated: ReleaseCheck = {
  code: 'risk-unmitigated',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A risk that nobody owns; a high one that nobody looks at again, or nothing makes smaller in time',
  why:
    'A risk that is written down and left alone is a prediction. Somebody has to own it, look at it again before the ' +
    'night, and something has to make it smaller before what it threatens begins: what only helps afterwards is a way ' +
    'out, and no mitigation.',
  parameters: {
    listed: {
      type: 'number',
      default: 1,
      description: 'How many risks a release must list that migrates data or cannot be taken back; `0`: none.',
    },
    score: {
      type: 'number',
      default: 6,
      description:
        'From which likelihood times impact on a risk is high: `low` counts 1, `medium` 2, `high` 3; one that is not said counts 2. A likelihood of 50 % is high, above 10 % medium; an impact of minutes is high when it takes all the contingency, medium when it takes half.',
    },
  },
  fixable: true,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan('\n      review     due T-3wd') },
  practice: {
    askedOf: 'whatever migrates data or cannot be taken back',
    begunBy: 'a `risk`',
    isBegun: ({ release }) => release.risks.length > 0,
    words: () => 'a list of its risks',
  },
  *find(subject) {
    yield* unlisted(subject);
    const { risks } = subject.release;
    // Of one risk its author knows whose it is; a list that names nobody is looked at by nobody.
    const isNobodys = risks.length > 1 && risks.every(({ by, reviewed }) => !by && !reviewed);
    for (const risk of risks) {
      const score = scoreOf(subject, risk);
      if (score && score.points >= subject.parameters.number('score')) yield* judge(subject, risk, score);
      else if (isNobodys) yield unowned(subject, risk);
    }
  },
};

/** Where data changes or there is no way back, something can go wrong that nobody repairs by the way. */
function* unlisted({ release, changes, parameters }: ReleaseSubject): Iterable<Found> {
  const step = changes.steps.find(({ verb, irreversible }) => verb === 'migrate' || irreversible);
  if (!step || release.risks.length >= parameters.number('listed')) return;
  const name = freeName(release, 'takes-longer');
  const threatens = step.name ?? [step.verb, step.targets[0]?.name].filter(Boolean).join(' ');
  const lines = ['likelihood medium', 'impact     high', `threatens  ${threatens}`, 'review     due T-3wd'];
  const text = `risk ${name} ${titleText('It takes longer than planned')} by tbd {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
  const anchor = release.blocks.find(({ kind }) => kind !== 'messages');
  yield {
    message: `Nothing says what may go wrong with ${said(step)}; list the risks, each with its owner: \`risk NAME "…" by WHO\`.`,
    place: release.head,
    fixes: () =>
      anchor && (step.name || step.targets.length > 0)
        ? [
            {
              title: 'Begin a list of risks, its owner still open',
              edits: [{ kind: 'insert-before', place: anchor.place, text }],
            },
          ]
        : [],
  };
}

/** However small it is, a list of risks that are nobody's is read once, on the day it was written. */
function unowned({ release }: ReleaseSubject, { name, head }: Risk): Found {
  const { at, of } = headOfRelease(release);
  return {
    message: `The risk ${quoted(name)} is nobody’s, so nobody sees it come; add \`by\` and whoever watches it.`,
    place: head,
    severity: 'information',
    about: [name],
    several: {
      at,
      what: `risks of ${of} are nobody’s, so nobody sees them come`,
      name: quoted(name),
      todo: 'add `by` and whoever watches it to each',
    },
  };
}

/** A score is of nine, however finely somebody tells levels apart. */
const LEVELS: Readonly<Record<RiskLevel, number>> = { 'very-low': 0.5, low: 1, medium: 2, high: 3, 'very-high': 3 };

interface Score {
  readonly points: number;
  /** In what terms: `likelihood 40 %, impact high`. */
  readonly terms: string;
}

/** Undefined where the plan says neither. */
function scoreOf({ schedule }: ReleaseSubject, { likelihood, probability, impact, delay }: Risk): Score | undefined {
  const first = likelihood ? LEVELS[likelihood] : probability !== undefined ? levelOf(probability) : undefined;
  const second = impact
    ? LEVELS[impact]
    : delay
      ? delayLevel(roughMinutes(delay.likely), schedule.contingency)
      : undefined;
  if (first === undefined && second === undefined) return undefined;
  const words = [
    likelihood ?? (probability === undefined ? 'not said' : `${Math.round(probability * 100)} %`),
    impact ?? delay?.text ?? 'not said',
  ];
  return { points: (first ?? 2) * (second ?? 2), terms: `likelihood ${words[0]}, impact ${words[1]}` };
}

/** One in two is expected, one in ten is a surprise. */
function levelOf(probability: number): number {
  return probability >= 0.5 ? 3 : probability > 0.1 ? 2 : 1;
}

/** High is what takes more than all the time that is left before the window ends, medium more than half of it. */
function delayLevel(delay: Minutes, contingency: Minutes | undefined): number {
  if (contingency === undefined) return 2;
  return delay > contingency ? 3 : delay > contingency / 2 ? 2 : 1;
}

function* judge(subject: ReleaseSubject, risk: Risk, score: Score): Iterable<Found> {
  const { schedule, times } = subject;
  const exposure = exposureOf(subject, risk);
  const review = times.instant(risk.review);
  const mitigations = risk.mitigations.map((point) => ({ point, late: lateness(subject, point, exposure) }));
  const lines = risk.checklist.map((line) => ({ line, late: lateLine(subject, line, exposure) }));
  const inTime = [...mitigations, ...lines].some(({ late }) => late === undefined);
  const wrong: string[] = [];
  const related: Related[] = [];
  if (!risk.by) wrong.push('nobody owns it');
  const isUnseen = !risk.review && !mitigations.some(({ point, late }) => !late && isProof(subject, point));
  if (isUnseen) wrong.push('nobody looks at it again before it counts');
  else if (review !== undefined && exposure?.at !== undefined && schedule.T !== undefined && review > exposure.at) {
    wrong.push(
      `it is looked at again ${when(schedule, review)}, ${describeMinutes(review - exposure.at)} after ${begins(exposure)}`,
    );
  }
  if (mitigations.length + lines.length === 0) wrong.push('nothing makes it smaller');
  else if (!inTime) {
    const named = [
      ...mitigations.map(({ point, late }) => ({ name: pointText(point), late: late! })),
      ...lines.map(({ line, late }) => ({ name: line.text, late: late! })),
    ];
    wrong.push(`nothing makes it smaller in time (${inWords(named)})`);
    if (exposure) related.push({ message: 'What it threatens', place: exposure.place });
  }
  if (wrong.length === 0) return;
  yield {
    message:
      `${quoted(risk.name)} is a high risk (${score.terms}: ${score.points} of 9), and ` +
      `${listed(wrong)}; ${advice(risk, isUnseen, inTime)}.`,
    place: risk.head,
    about: [risk.name],
    related,
    // An edit that leaves half of it open would hide what is left.
    fixes: () => (inTime && (!risk.by || isUnseen) ? completed(subject, risk, isUnseen) : []),
  };
}

/** A verification or decision of the night itself is the last look at it that counts. */
function isProof({ dependencies }: ReleaseSubject, point: PointRef): boolean {
  const thing = dependencies.thing(point);
  return thing?.kind === 'step' && (thing.verb === 'verify' || thing.verb === 'gate') && inRun(thing);
}

/** What the risk threatens, else the first change of the night. */
interface Exposure {
  readonly thing?: Thing;
  readonly at?: Instant;
  readonly label: string;
  /** Behind the verb: what of it is threatened. */
  readonly why?: string;
  readonly place: Found['place'];
}

function begins({ label, why }: Exposure): string {
  return `${label} begins${why ? `, ${why}` : ''}`;
}

function exposureOf(subject: ReleaseSubject, risk: Risk): Exposure | undefined {
  const { schedule, dependencies } = subject;
  const threatened = risk.threatens.find(({ ref }) => ref.name !== TBD);
  if (threatened) {
    const thing = dependencies.thing(threatened);
    const touched = firstOf(subject, threatened);
    if (touched)
      return { ...touched, label: said(touched.thing), why: `which touches ${quoted(pointText(threatened))}` };
    const at = whenIs(schedule, thing).start;
    return { thing, at, label: quoted(pointText(threatened)), place: threatened.place };
  }
  const commitment = firstCommitment(subject);
  const at = commitment && schedule.steps[commitment.id]?.start;
  return commitment && { thing: commitment, at, label: quoted('run'), place: commitment.head };
}

/** The first step of the run that touches a system or environment which is threatened: that has no time of its own. */
function firstOf({ plan, release, timed }: ReleaseSubject, { ref, target, place }: PointRef) {
  const named = target ? undefined : lookup(plan, release, ref.name);
  if (named?.kind !== 'system' && named?.kind !== 'environment') return undefined;
  const about = timed.filter(({ step }) => inRun(step) && touches(step, ref.name));
  const [first] = about.sort((a, b) => a.start - b.start);
  return first && { thing: first.step, at: first.start, place };
}

function touches({ targets, in: where, to }: Step, name: string): boolean {
  return [...targets, where, to].some((ref) => ref?.name === name);
}

/** Behind the name of one, and of several of which the same is so. */
interface Late {
  readonly one: string;
  readonly several: string;
  readonly since: string;
}

/** `` `a` and `b` are done Thu 07:00, 1 h after `deploy web` begins``: of what is late alike it is said once. */
function inWords(named: readonly { readonly name: string; readonly late: Late }[]): string {
  const alike = [...grouped(named, ({ late }) => JSON.stringify(late)).values()];
  return alike
    .map((own) => {
      const { one, several, since } = own[0]!.late;
      return `${listed(own.map(({ name }) => quoted(name)))} ${own.length > 1 ? several : one} ${since}`;
    })
    .join('; ');
}

/** Why something comes too late to make the risk smaller; undefined: it does not, or we cannot know. */
function lateness(subject: ReleaseSubject, point: PointRef, exposure: Exposure | undefined): Late | undefined {
  const { schedule, dependencies } = subject;
  const thing = dependencies.thing(point);
  if (!thing) return undefined;
  const block =
    thing.kind === 'step'
      ? thing.block
      : thing.kind === 'block'
        ? thing.block
        : 'children' in thing
          ? thing
          : undefined;
  if (block && isCalled(block)) return { one: 'happens', several: 'happen', since: 'only once it has gone wrong' };
  if (!exposure || (exposure.thing && dependencies.precedes(thing, exposure.thing))) return undefined;
  const { end } = whenIs(schedule, thing);
  if (end === undefined || exposure.at === undefined || schedule.T === undefined || end <= exposure.at)
    return undefined;
  return { one: 'is done', several: 'are done', since: after(subject, end, exposure, exposure.at) };
}

/** A line says by when it is done, if it says anything of that. */
function lateLine(
  subject: ReleaseSubject,
  { due, done }: ChecklistItem,
  exposure: Exposure | undefined,
): Late | undefined {
  const { schedule, times } = subject;
  const end = times.instant(due);
  if (done || end === undefined || exposure?.at === undefined || schedule.T === undefined || end <= exposure.at)
    return undefined;
  return { one: 'is due', several: 'are due', since: after(subject, end, exposure, exposure.at) };
}

function after({ schedule }: ReleaseSubject, end: Instant, exposure: Exposure, at: Instant): string {
  return `${when(schedule, end)}, ${describeMinutes(end - at)} after ${begins(exposure)}`;
}

function advice(risk: Risk, isUnseen: boolean, inTime: boolean): string {
  const lines = [
    !risk.by && '`by WHO`',
    isUnseen && '`review due TIME`',
    !inTime && '`mitigation STEP` of a step that ends before, or a line `- "…"` of what is done about it',
  ];
  const missing = lines.filter((line) => line !== false);
  return missing.length > 0 ? `add ${listed(missing)}` : 'review it earlier';
}

function completed({ plan, release }: ReleaseSubject, risk: Risk, isUnseen: boolean): readonly Fix[] {
  const by = risk.by ?? knownOwner(plan, release);
  if (!by) return [];
  const edits: Fix['edits'] = [
    ...(risk.by ? [] : [{ kind: 'append-clause', place: risk.place, text: `by ${whoText(by)}` } as const]),
    ...(isUnseen ? [{ kind: 'append-line', place: risk.place, text: 'review due T-3wd' } as const] : []),
  ];
  const name = quoted(by.ref.name);
  return [{ title: isUnseen ? `Have ${name} look at it three working days before` : `Give it to ${name}`, edits }];
}

function pointText({ ref, target }: PointRef): string {
  return target ? `${ref.name} ${target.name}` : ref.name;
}
