import { alwaysOrNever } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { atFirst, releaseOf } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { useLines } from '../facts/repairs/runbook-fixes.ts';
import { quoted } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import {
  CHANGE_VERBS,
  type Consequence,
  type Criterion,
  lookup,
  type Place,
  type Plan,
  type Release,
  rootBlock,
  TBD,
} from '../model.ts';
import { ofKind } from '../named.ts';
import { stepsAndBlocks } from '../order/perhaps.ts';
import { contains } from '../place.ts';
import type { PlanCheck } from './check.ts';

const plan = (criteria: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    source grafana
    `,
    `
    run {
      gate go "Go / no-go" 5m by mara {
${criteria}
      }
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

const MARK = '  // <- criterion-untestable';

export const criterionUntestable: PlanCheck = {
  code: 'criterion-untestable',
  of: 'plan',
  ofLine: true,
  group: 'release',
  severity: 'warning',
  title: 'A criterion that cannot be read off, or that is always true',
  why:
    'At two in the morning a criterion is held against a number on a screen. Without the number, its unit or the screen ' +
    'it is an opinion, and one that is always true decides nothing.',
  parameters: {
    sources: {
      type: 'words',
      default: ['begun'],
      choices: ['begun', 'always'],
      description:
        'Of which plans it is asked where the number of a gate is read: of those that say it of any, or declare a `source` (`begun`), or of all (`always`). Of a trigger that calls a rollback, and is nobody’s to decide, it always is.',
    },
  },
  timeless: true,
  readsTitlesOf: ['step'],
  impersonal: true,
  fixable: true,
  bundle: 'release',
  example: {
    breaks: plan(
      `        criterion "The system is stable" from grafana${MARK}
        criterion "Open alarms" = 0${MARK}
        criterion "Error rate" < 99.9 % from grafana${MARK}`,
    ),
    passes: plan(
      `        criterion "Restarts" = 0 over 1h from grafana
        criterion "Open alarms" = 0 from grafana
        criterion "Error rate" < 0.1 % from grafana`,
    ),
  },
  *find({ plan, parameters }) {
    const asksSource = parameters.words('sources').includes('always') || sourcesOf(plan).length > 0;
    const uses = new Set(plan.releases.flatMap((release) => [...useLines(release)]));
    const first = atFirst();
    const unknown = plan.references.filter(({ target }) => target === undefined);
    for (const { criterion, release, what, of } of criteriaOf(plan)) {
      if (criterion.place.file !== plan.file) continue;
      // What it is about is told as an unknown name.
      if (unknown.some(({ name, place }) => name === criterion.subject && contains(criterion.place, place))) continue;
      const faults = faultsOf(plan, release, criterion, of).filter(
        ({ isSource }) =>
          !isSource ||
          of === 'back' ||
          (asksSource && !isAnswered(criterion) && (of === 'gate' || of === 'trigger' || of === 'changing')),
      );
      if (faults.length === 0) continue;
      const noSource = faults.find(({ isSource }) => isSource);
      const [only] = faults.length === 1 ? faults : [];
      const at = release?.head ?? first(releaseOf(plan, criterion.place), criterion.place);
      yield {
        message: `${what(quoted(criterion.subject))} cannot be tested: ${faults.map(({ text }) => text).join('; ')}.`,
        place: criterion.place,
        // What else is wrong is wrong with this one.
        several:
          noSource && faults.length === 1
            ? {
                at,
                what: 'criteria cannot be tested, for they do not say where they are read',
                name: quoted(criterion.subject),
                todo: 'add `from` and the source to each',
              }
            : only?.isDecision
              ? {
                  at,
                  what: 'triggers go back when somebody says so, and name nobody who decides it',
                  name: quoted(criterion.subject),
                  todo: 'add `by` and who to each, or `from` and the source',
                }
              : only?.isNumber
                ? {
                    at,
                    what: 'conditions cannot be tested, for they have no number',
                    name: quoted(criterion.subject),
                    todo: 'write for each what is measured, how much of it, and where',
                  }
                : only?.isOfAll
                  ? {
                      at,
                      what: 'conditions are content with less than all that they count, and nothing says what may be missing',
                      name: quoted(criterion.subject),
                      todo: 'name it, or ask for all',
                    }
                  : only?.isOfBefore
                    ? {
                        at,
                        what: 'conditions compare with what was before, and nothing of the plan measures that',
                        name: quoted(criterion.subject),
                        todo: 'add a step that does before the first change',
                      }
                    : undefined,
        fixes: () => (noSource && !uses.has(criterion.place) ? fixes(criterion, sourcesOf(plan)) : []),
      };
    }
  },
};

/** Whoever it belongs to looks at it, and whoever has ticked it off has looked. */
function isAnswered({ by, done, failed }: Criterion): boolean {
  return by !== undefined || done === true || failed === true;
}

interface Asked {
  readonly criterion: Criterion;
  readonly release?: Release;
  readonly what: (subject: string) => string;
  /** Whoever does a step, or agrees to a trigger, looks at what it is about: that needs no source. A way back that nobody decides does. */
  readonly of: 'gate' | 'trigger' | 'back' | 'changing' | 'agreed' | 'step';
}

/** Every condition of the file, once; those of a runbook count where it is used. */
function* criteriaOf(plan: Plan): Iterable<Asked> {
  const seen = new Set<string>();
  const once = function* (
    list: readonly Criterion[],
    what: Asked['what'],
    release?: Release,
    of: Asked['of'] = 'gate',
  ): Iterable<Asked> {
    for (const criterion of list) {
      const key = `${keyOf(criterion.place)} ${criterion.subject}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { criterion, release, what, of };
    }
  };
  const asCriterion = (subject: string) => `The criterion ${subject}`;
  for (const named of plan.declarations) {
    if (named.kind === 'criteria') yield* once(named.criteria, asCriterion);
  }
  for (const release of plan.releases) {
    for (const { gate, proof, untilWhen } of release.steps) {
      if (!untilWhen && !gate && !proof) continue;
      yield* once(untilWhen ? [untilWhen] : [], (subject) => `The end of the wait, ${subject},`, release);
      yield* once(gate?.criteria ?? [], asCriterion, release);
      yield* once(proof?.expects ?? [], (subject) => `What is expected, ${subject},`, release, 'step');
    }
    for (const roster of release.rosters) yield* once(roster.criteria, asCriterion, release);
    for (const { onlyIf } of stepsAndBlocks(release)) {
      if (!onlyIf) continue;
      // What is only a sentence is answered with yes or no.
      const measured = onlyIf.conditions.filter(({ operator }) => operator !== undefined);
      yield* once(measured, (subject) => `The condition ${subject}`, release);
    }
    for (const { conditions, by, then } of release.triggers) {
      // Beside what is measured somebody may say yes: `and "Engineering agrees"`.
      const isMeasured = conditions.some(({ operator }) => operator !== undefined);
      const asked = conditions.filter(({ operator }) => operator !== undefined || !isMeasured);
      // Whoever decides it, or says yes beside it, has looked.
      const isAgreed = by !== undefined || (isMeasured && asked.length < conditions.length);
      const of = isAgreed ? 'agreed' : whatItDoes(release, then);
      yield* once(asked, (subject) => `The condition ${subject}`, release, of);
    }
  }
}

/** A play that changes something in the night is nobody’s to begin by chance either. */
function whatItDoes({ steps }: Release, then: readonly Consequence[]): Asked['of'] {
  if (then.some(({ action }) => action === 'rollback')) return 'back';
  const plays = new Set(then.flatMap(({ action, ref }) => (action === 'play' && ref ? [ref.name] : [])));
  const changes = steps.some(
    ({ verb, block }) => CHANGE_VERBS.includes(verb) && plays.has(rootBlock(block).name ?? ''),
  );
  return changes ? 'changing' : 'trigger';
}

function keyOf({ file, range }: Place): string {
  return `${file}:${range.start.line}:${range.start.character}`;
}

interface Fault {
  readonly text: string;
  readonly isSource?: boolean;
  readonly isNumber?: boolean;
  readonly isDecision?: boolean;
  readonly isOfAll?: boolean;
  readonly isOfBefore?: boolean;
}

function faultsOf(plan: Plan, release: Release | undefined, criterion: Criterion, of: Asked['of']): readonly Fault[] {
  const { subject, state, operator, value, valueText, unit, length, from } = criterion;
  // What hangs on a thing of the plan is read off the plan.
  if (state || lookup(plan, release, subject) || subject === '') return [];
  // `tbd` is a value like any other; who has to decide it is asked elsewhere.
  if (valueText === TBD || subject === TBD) return [];
  if (isOpen(subject) || (valueText !== undefined && isOpen(valueText))) {
    return [{ text: 'nobody has decided yet what it asks; write it before the gate' }];
  }
  // `>` without a value is a mistake of form, and told as one.
  if (operator !== undefined && valueText === undefined) return [];
  const faults: Fault[] = [];
  if (operator === undefined)
    faults.push({ text: 'it has no number; write for example `= 0`, or make it a line `- "…"`', isNumber: true });
  else if (value === undefined && operator !== '=' && operator !== '!=') {
    faults.push({ text: `${quoted(`${operator} ${valueText}`)} compares with something that is no number` });
  } else if (value !== undefined && unit === undefined && !length && value !== 0 && isMeasure(subject)) {
    faults.push({ text: `${quoted(`${valueText}`)} has no unit; write \`%\`, \`s\` or what it is` });
  }
  const all = TRIED.test(subject) ? Number(/\bof (\d+)\b/i.exec(subject)?.[1]) : Number.NaN;
  if (value !== undefined && !unit && value < all && (operator === '>=' || operator === '>'))
    faults.push({
      text: `less than all ${all} are enough, and nothing says which may be missing; name them, or ask for all`,
      isOfAll: true,
    });
  const fault = alwaysOrNever(criterion, of === 'trigger' || of === 'back' || of === 'changing' || of === 'agreed');
  if (fault) faults.push({ text: fault });
  // Where nobody decides, that is told, and whoever does will say from what on it is so.
  const isOfNobody = of === 'back' && from === undefined;
  if (
    value === undefined &&
    valueText !== undefined &&
    isVague(valueText) &&
    !isOfNobody &&
    !isStatus(subject, valueText)
  )
    faults.push({
      text: `${quoted(valueText)} is an opinion; write from what number on it is so, or from what share of what was measured before: \`<= 110 % of baseline\``,
      isNumber: true,
    });
  // A word (`= green`) may be somebody's answer; a number stands somewhere. How much time has passed everybody sees.
  if (from === undefined && value !== undefined && (!length || of === 'back')) {
    faults.push({ text: 'it does not say where it is read; add `from` and the source', isSource: true });
  }
  // What a word says is somebody's to say: a way back that nobody decides is gone too late, or by two at once.
  if ((of === 'back' || of === 'changing') && from === undefined && value === undefined && valueText !== undefined)
    faults.push({
      text: 'nobody is named who decides that it is so; add `by` and who, or `from` and the source',
      isDecision: of === 'back',
    });
  const compared = [subject, valueText, unit].filter(Boolean).join(' ');
  if (faults.length === 0 && release && !criterion.of && COMPARED.test(compared) && !release.steps.some(measuresBefore))
    faults.push({
      text: 'it compares with what was before, and nothing of the plan measures that; add a step that does before the first change, and write `% of` it',
      isOfBefore: true,
    });
  return faults;
}

function isOpen(text: string): boolean {
  if (/^\W*(tbd|tba|tbc|todo|fixme|n\/a|x{2,})\W*$/i.test(text) || /\b(TBD|TBA|TBC|TODO)\b/.test(text)) return true;
  return !/[\p{L}\p{N}]/u.test(text) && /\?|…|\.{3}/.test(text);
}

/** Words for good that do not say what is: `within SLO`, `normal`, `acceptable`. */
function isVague(text: string): boolean {
  return /^(with)?in (the )?(slos?|slas?|limits?|range|targets?|acceptable \w+|expectations?|tolerance|norms?|bounds?|budget)$|^(is |are |looks? )?(normal|nominal|acceptable|reasonable|adequate|satisfactory|good|fine|stable|healthy|as (expected|usual|before)|sufficient|fast( enough)?|low|minimal|optimal|smooth|fewer|less|confident|happy|satisfied|positive|severe|serious|unacceptable|significant|excessive|degraded|slow|unstable|elevated|abnormal|unusual|poor|bad|spik(es|ing)|growing|rising|reduced|maintained|preserved|(significantly|materially|noticeably|considerably|much|too|unusually) \w+)$/i.test(
    text.trim(),
  );
}

const COMPARED =
  /\b(baselines?|(than|as) before|(vs\.?|versus|against|than) (the )?(old|previous|legacy|before)|pre-?(migration|release|launch|cut-?over|upgrade|change)|no (increase|decrease|regression)s?|unchanged|regression)\b/i;

/** In whatever words somebody writes down how it is before. */
const measuresBefore = heard(
  (words, { checklist }) => MEASURES.test(words()) || checklist.some(({ text }) => MEASURES.test(text)),
);
const MEASURES =
  /\b(baselines?|benchmark\w*|measur\w*|(capture|record|collect|note|write down) .*\b(metrics|figures|numbers|latenc\w+|current|times|rates?)|metrics snapshot)\b/i;

/** Of these each one stands for something of its own; of five stars four may well be enough, and two of three nodes. */
const TRIED = /\b(tests?|checks?|cases|scenarios|scripts)\b/i;

/** What a probe answers, word for word: `"Health checks" = healthy`. */
function isStatus(subject: string, value: string): boolean {
  return (
    /\b(status|state|health|endpoints?|probes?|checks?|nodes?|pods?|targets?|containers?|replicas?)\b/i.test(subject) &&
    /^(un)?(healthy|stable|degraded|normal)$/i.test(value.trim())
  );
}

/** What is a share, a time or a size means nothing without its unit; what is counted does, and so does a ratio. */
function isMeasure(subject: string): boolean {
  return /\b(rate|share|latency|duration|lag|delay|availability|uptime|utili[sz]ation|(response|round-?trip) times?|p\d\d)\b/i.test(
    subject,
  );
}

/** The sources that the plan knows, the most used one first. */
function sourcesOf(plan: Plan): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name, vocabulary } of ofKind(plan.names, 'word')) if (vocabulary === 'source') counts.set(name, 0);
  for (const { criterion } of criteriaOf(plan)) {
    if (criterion.from) counts.set(criterion.from.name, (counts.get(criterion.from.name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

function fixes({ place }: Criterion, sources: readonly string[]): readonly Fix[] {
  const { file, range } = place;
  const behind = { file, range: { start: range.end, end: range.end } };
  return sources.slice(0, 3).map((source) => ({
    title: `Read it ${quoted(`from ${source}`)}`,
    edits: [{ kind: 'replace', place: behind, text: ` from ${source}` }],
  }));
}
