/** A named thing: what it is, and where it matters. A person: the load; a system: every step that touches it. */
import { find } from '../../plan/ids.ts';
import type { Block, Contact, Named, Person, Position, Release, Step, System, Who } from '../../plan/model.ts';
import { lookup, rootBlock, stepLabel } from '../../plan/model.ts';
import type { ScheduleRisk } from '../../plan/risk/model.ts';
import { datesOf } from '../../plan/schedule/dated/when-is.ts';
import type { Schedule, ScheduledStep, Span } from '../../plan/schedule/model.ts';
import { onceThrough } from '../../plan/schedule/occurrences.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { dateRow, roundsWords } from '../../view/dates.ts';
import type { Drawn } from '../../view/doubt.ts';
import { isOnCall } from '../../view/schedule/items.ts';
import { createClock } from '../../view/words/clock.ts';
import { contactsWords } from '../../view/words/contact-words.ts';
import { chanceWords, endWords, leftOutWords, runsWords, swingWords } from '../../view/words/risk-words.ts';
import { untimedSteps, untimedWords } from '../../view/words/run-words.ts';
import type { SourceFile } from '../files/source-file.ts';
import { drawnIn, releaseAt, scheduleOf } from '../lookup.ts';
import { doubtNote, struck } from '../words/doubt.ts';
import { moment, span } from '../words/words.ts';
import { describeCalls } from './called.ts';
import { code, document, list, paragraph, plain } from './markdown.ts';
import { describeStep } from './step.ts';
import { describeTrain } from './train.ts';

export function describeNamed(file: SourceFile, named: Named, position: Position): string {
  const release = releaseAt(file.plan, position) ?? file.plan.releases[0];
  const schedule = release && scheduleOf(file.analysis, release);
  if (named.kind === 'step') {
    const owner = file.plan.releases.find((each) => each.steps.includes(named));
    return owner ? describeStep(file, owner, named) : heading(named);
  }
  if (named.kind === 'train') {
    const { workspace } = file;
    return document(heading(named), describeTrain(workspace, named), named.note && plain(named.note));
  }
  const drawn = schedule && drawnIn(file, schedule);
  const inTime = drawn && inSchedule(file, again(named, drawn), drawn);
  return document(
    paragraph(heading(named), facts(named)),
    inTime && drawn.doubt && doubtNote(drawn.doubt, file.uri),
    inTime && struck(inTime, drawn.doubt?.isEarlier ?? false),
    named.note && plain(named.note),
  );
}

/** The thing of this name in the plan that is shown. */
function again(named: Named, { analysis, release, doubt }: Drawn): Named {
  if (!doubt?.isEarlier) return named;
  return named.kind === 'release' ? release : (lookup(analysis.plan, release, named.name) ?? named);
}

function heading(named: Named): string {
  const kind =
    named.kind === 'system' ? named.type : named.kind === 'word' ? named.vocabulary : named.kind.replace('-', ' ');
  return `${kind} **${plain(named.name)}**${named.title ? ` – ${plain(named.title)}` : ''}`;
}

function facts(named: Named): string | undefined {
  switch (named.kind) {
    case 'role':
      return (
        named.holder &&
        `filled by ${code(named.holder.name)}${(named.otherwise ?? []).map(({ name }) => `, else ${code(name)}`).join('')}`
      );
    case 'team':
      return [
        `members: ${named.members.map((member) => code(member.name)).join(', ') || 'nobody'}`,
        reached(named.contacts),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'party':
      return reached(named.contacts);
    case 'person':
      return personFacts(named);
    case 'system':
      return systemFacts(named);
    case 'environment':
      return named.production ? 'production' : undefined;
    case 'implicit':
    case 'parameter':
      return named.who && `is ${whoWords(named.who)}`;
    case 'event':
      return named.links.map(plain).join(' · ') || undefined;
    case 'dropped':
      return `dropped${named.because ? `: ${plain(named.because)}` : ''}`;
    case 'milestone':
      return named.with.length > 0 ? `with ${named.with.map(whoWords).join(', ')}` : undefined;
    case 'release-kind':
      return `is asked what a ${code(named.as)} release is, where no policy says otherwise`;
    case 'audience':
      return named.notice && `is due ${named.notice.text} of notice`;
    default:
      return undefined;
  }
}

function personFacts(person: Person): string {
  return [
    person.zone && plain(person.zone),
    person.calendar && `calendar ${code(person.calendar.name)}`,
    person.holidaysOf.length > 0 && `holidays of ${person.holidaysOf.map(({ name }) => code(name)).join(', ')}`,
    person.deputy && `deputy ${code(person.deputy.name)}`,
    person.skills.length > 0 && person.skills.map((skill) => plain(skill.name)).join(', '),
    reached(person.contacts),
  ]
    .filter(Boolean)
    .join(' · ');
}

function reached(contacts: readonly Contact[]): string | undefined {
  const how = contactsWords(contacts);
  return how && plain(how);
}

function systemFacts(system: System): string {
  return [
    system.version && `version ${plain(system.version)}`,
    system.on.length > 0 && `on ${system.on.map((ref) => code(ref.name)).join(', ')}`,
    system.environment && `in ${code(system.environment.name)}`,
    system.writer && `recorded by ${whoWords(system.writer)} alone`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function whoWords(who: Who): string {
  const count = who.count === undefined ? '' : `${who.count} of `;
  const skills = (who.skills ?? []).map(({ name }) => ` skilled in ${plain(name)}`).join('');
  return `${count}${code(who.ref.name)}${skills}${(who.otherwise ?? []).map(({ name }) => ` else ${code(name)}`).join('')}${
    who.independentOf ? ` independent of ${code(who.independentOf.name)}` : ''
  }`;
}

function inSchedule(
  { workspace }: SourceFile,
  named: Named,
  { analysis: { plan }, release, schedule }: Drawn,
): string | undefined {
  switch (named.kind) {
    case 'person':
      return load(release, schedule, named.name);
    case 'role':
      return named.holder && load(release, schedule, named.holder.name);
    case 'implicit':
      return named.who && load(release, schedule, named.who.ref.name);
    case 'system':
      return document(touches(release, schedule, named), datesWords(release, schedule, named));
    case 'block':
      return document(
        when(release, schedule, onceThrough(schedule, named.block)),
        rounds(release, schedule, named.block),
        describeCalls(release, schedule, named.block),
      );
    case 'release':
      return named === release ? summary(release, schedule, workspace.risks.of(plan, release, schedule)) : undefined;
    default:
      return undefined;
  }
}

/** Every date that it has: `UAT Tue 2026-12-01 15:00 .. Tue 2026-12-01 23:00 Europe/Berlin`, its sign-off. */
function datesWords({ zone }: Release, schedule: Schedule, system: System): string | undefined {
  const dates = datesOf(schedule).get(system.id) ?? [];
  const lines = dates.map((dated) => {
    const { what, when, until, more } = dateRow(dated, zone);
    const span = until === '' ? when : `${when} .. ${until}`;
    return [`${what} ${span}${dated.relative ? '' : ` ${zone}`}`, more].filter(Boolean).join(', ');
  });
  return lines.length > 0 ? paragraph(...lines.map(plain)) : undefined;
}

/** Of a cycle how often, and when for the last time. */
function rounds({ zone }: Release, schedule: Schedule, { id, every }: Block): string | undefined {
  const clock = createClock(zone, schedule.T === undefined ? 'relative' : 'dated');
  return every && paragraph(plain(`${roundsWords(every, schedule.cycles[id], clock)}.`));
}

function when({ zone }: Release, schedule: Schedule, at: Span | undefined): string | undefined {
  return at && `${span(at.start, at.end, schedule, zone)} (${describeMinutes(at.end - at.start)})`;
}

/** How long somebody works in this release, and what on. */
function load(release: Release, schedule: Schedule, person: string): string {
  const all = inOrder(release, schedule).filter(({ at }) => at.by.includes(person) || at.with.includes(person));
  if (all.length === 0) return 'No step of this release.';
  const mine = all.filter((each) => !isCalled(each));
  const minutes = mine.reduce((sum, { at }) => sum + at.end - at.start, 0);
  const inRun = mine.filter(({ step }) => rootBlock(step.block).kind === 'run');
  const last = Math.max(...inRun.map(({ at }) => at.end));
  const duty = inRun.length > 0 && span(inRun[0]!.at.start, last, schedule, release.zone);
  return document(
    paragraph(
      `${mine.length} ${mine.length === 1 ? 'step' : 'steps'}, ${describeMinutes(minutes)} in all`,
      duty && `in the run ${duty}`,
    ),
    list(all.map((each) => stepLine(release, schedule, each))),
  );
}

/** Every step that touches a system, in the order of time. */
function touches(release: Release, schedule: Schedule, system: System): string {
  const steps = inOrder(release, schedule).filter(({ step }) =>
    step.targets.some((target) => target.name === system.name),
  );
  if (steps.length === 0) return 'No step of this release touches it.';
  return list(steps.map((each) => stepLine(release, schedule, each)));
}

interface TimedStep {
  readonly step: Step;
  readonly at: ScheduledStep;
}

/** By time; what is only done when called comes last. */
function inOrder(release: Release, schedule: Schedule): TimedStep[] {
  return Object.values(schedule.steps)
    .map((at) => ({ step: find(release, at.step), at }))
    .sort((a, b) => Number(isCalled(a)) - Number(isCalled(b)) || a.at.start - b.at.start);
}

function isCalled({ step }: TimedStep): boolean {
  return isOnCall(rootBlock(step.block));
}

function stepLine({ zone }: Release, schedule: Schedule, each: TimedStep): string {
  const { step, at } = each;
  const label = plain(step.name ? `${step.verb} ${step.name}` : stepLabel(step));
  if (!isCalled(each)) return `${span(at.start, at.end, schedule, zone)} ${label}`;
  const { kind, name } = rootBlock(step.block);
  return `if ${plain(name ? `${kind} ${name}` : kind)} is called: ${label}, ${describeMinutes(at.end - at.start)}`;
}

/** The release on a few lines: run, outage, contingency, the last moment to turn back. */
export function summary(release: Release, schedule: Schedule, risk: ScheduleRisk | undefined): string {
  const { zone } = release;
  return paragraph(
    schedule.run && `Run ${span(schedule.run.start, schedule.run.end, schedule, zone)}`,
    ...riskWords(release, schedule, risk),
    schedule.outage > 0 && `Outage ${describeMinutes(schedule.outage)}`,
    schedule.contingency !== undefined &&
      `Contingency ${describeMinutes(schedule.contingency)}${untimedWords(untimedSteps(schedule))}`,
    schedule.rollbackDecision && `Decide by ${moment(schedule.rollbackDecision.at, schedule, zone)}`,
  );
}

/** When it may really end, and what that hangs on. */
function riskWords(release: Release, schedule: Schedule, risk: ScheduleRisk | undefined): string[] {
  if (!risk) return [];
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  return [
    `Ends by ${endWords(risk, clock)} (${runsWords(risk.runs)})`,
    chanceWords(risk),
    risk.swings.length > 0 && `The end hangs on ${swingWords(release, risk.swings, 3)}`,
    ...leftOutWords(release, risk),
  ].flatMap((sentence) => (sentence ? plain(sentence[0]!.toUpperCase() + sentence.slice(1)) : []));
}
