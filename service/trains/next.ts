/**
 * The next plan of a train: its template with everything that is different each time, and what the release before left open.
 * What it gives is a plan like any other, and the line of the train that names it; nothing where the next departure has a plan.
 */
import { applyTextEdits, type TextEdit, textEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import { leftBehind, publishedTrain } from '../../plan/facts/across/left.ts';
import type { Cadence, Departure, Stop } from '../../plan/facts/trains/cadence.ts';
import { leftOpen } from '../../plan/facts/trains/carried.ts';
import { coverAt, presentOf } from '../../plan/facts/trains/on-duty.ts';
import { listed } from '../../plan/facts/words.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { type Parameter, type Plan, TBD, type Template, type Train } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import { describeInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { Now } from '../../plan/time/now.ts';
import { dayAt } from '../../plan/time/zone.ts';
import { lineEdits } from '../editing/line-edits.ts';
import { fileName, relativePath } from '../files/uri.ts';
import type { Trouble } from '../trouble.ts';
import { aheadOf, type Known, plansByName, trainsOf } from './ahead.ts';
import { type Leftover, withCarried } from './carry-over.ts';
import { instanceOf, type Moment } from './instance.ts';
import { type Before, nextName, nextVersion, numberOf, versionIn } from './numbering.ts';

export interface NextWish {
  /** The name of the train; left out: the one there is. */
  readonly train?: string;
  /** The folder for the plan, a URI that ends in `/`; left out: where the last one lies, else the train. */
  readonly folder?: string;
}

export type NextPlan =
  | {
      readonly kind: 'written';
      readonly train: string;
      readonly name: string;
      /** When it leaves. */
      readonly at: string;
      /** The file of the plan, and what it says. */
      readonly uri: string;
      readonly text: string;
      /** The line of the train that names it. */
      readonly edits: readonly TextEdit[];
      /** Carried over, by name, with the release that left it open. */
      readonly carried: readonly { readonly name: string; readonly from: string }[];
      /** What could not be carried over, a sentence each. */
      readonly notes: readonly string[];
      readonly findings: readonly Finding[];
      /** The release before it, where it has a plan. */
      readonly previous?: { readonly name: string; readonly uri: string };
    }
  /** The next departure has a plan. */
  | { readonly kind: 'there'; readonly train: string; readonly name: string; readonly at: string };

export function nextOfTrain(workspace: Workspace, wish: NextWish, now: Instant): NextPlan | Trouble {
  const found = trainCalled(workspace, wish.train);
  if ('trouble' in found) return found;
  const { plan, train } = found;
  const ahead = aheadOf(train, plansByName(workspace), now);
  if (!ahead)
    return {
      trouble: `Nothing says when the train '${train.name}' leaves: give it a cadence with a first day, such as \`every 2w from Sat 2026-12-05 22:00\`.`,
    };
  const template = train.template && plan.names.get(train.template.name);
  if (template?.kind !== 'template') return noTemplate(train);
  const { cadence, stops, departure, there } = ahead;
  if (!departure) return { trouble: `The train '${train.name}' has left for the last time.` };
  const at = describeInstant(departure.at, cadence.zone);
  if (there) return { kind: 'there', train: train.name, name: there.line.ref.name, at };
  const behind = stops.find((stop) => (stop.departure?.number ?? 0) > departure.number);
  if (behind)
    return {
      trouble:
        `The train '${train.name}' leaves on ${at}, and its line for '${behind.line.ref.name}', which leaves later, stands already; ` +
        'write the line of the release between them first, or leave that day out with `skip`.',
    };
  return written(workspace, { plan, train, template, ...ahead, departure, now }, wish.folder);
}

export interface Making {
  readonly plan: Plan;
  readonly train: Train;
  readonly template: Template;
  readonly cadence: Cadence;
  readonly stops: readonly Stop[];
  readonly departure: Departure;
  readonly plans: ReadonlyMap<string, Known>;
  readonly now: Instant;
}

function written(workspace: Workspace, making: Making, folder: string | undefined): NextPlan | Trouble {
  const { plan, train, cadence, stops, departure, plans } = making;
  const befores = stops.map((stop) => beforeOf(stop));
  const last = befores.at(-1);
  const previous = last && plans.get(last.name);
  const filling = fillingOf(making, befores);
  if ('trouble' in filling) return filling;
  const { name, version } = filling;
  if (plans.has(name) || plan.names.has(name))
    return {
      trouble: `There is a \`${name}\` already that the train '${train.name}' does not name: add the line \`release ${name}\` to it, or rename that.`,
    };
  const beside = folder ?? folderOf(previous?.plan.file ?? train.place.file);
  const uri = `${beside}${encodeURIComponent(name)}.release`;
  if (workspace.text(uri) !== undefined)
    return {
      trouble: `${fileName(uri)} is there already, and stays as it is: the train '${train.name}' does not name ${name}. Add its line, or move the file.`,
    };
  const plain = filledText(workspace, making, filling, { previous, uri });
  const line = `release ${name}${version === undefined || versionIn(name) === version ? '' : ` version ${version}`}`;
  const edits = trainEdits(workspace, train, line);
  const trial = workspace.fork();
  for (const file of new Set(edits.map((edit) => edit.file)))
    trial.set(
      file,
      applyTextEdits(
        trial.text(file)!,
        edits.filter((edit) => edit.file === file),
      ),
    );
  const left: Leftover | undefined = previous && {
    ...previous,
    open: leftOpen(leftBehind(previous.release, previous.schedule), {
      release: name,
      train: publishedTrain(train),
      now: making.now === undefined ? undefined : new Now(making.now),
    }),
    train,
    now: making.now,
    text: workspace.text(previous.release.place.file) ?? '',
  };
  const { text, carried, notes } = withCarried(trial, uri, plain, left, departure.at);
  trial.set(uri, text);
  const findings = trial.analysis(uri).findings.filter(({ waived }) => !waived);
  return {
    ...{ kind: 'written', train: train.name, name, at: describeInstant(departure.at, cadence.zone), uri },
    ...{ text, edits, carried, notes, findings },
    ...(previous && { previous: { name: previous.release.name, uri: previous.plan.file } }),
  };
}

/** The text of a plan with nothing carried over. */
export function filledText(
  workspace: Workspace,
  { train, template, cadence, departure }: Pick<Making, 'train' | 'template' | 'cadence' | 'departure'>,
  { name, values, moments }: Filled,
  { previous, uri }: { readonly previous: Known | undefined; readonly uri: string },
): string {
  const instance = instanceOf(workspace.text(template.place.file)!, template, {
    ...{ name, zone: template.zone, values, moments },
    previous: (asked) => previousMoment(previous, asked),
  });
  const where = describeInstant(departure.at, cadence.zone);
  const head =
    `// Made for the train \`${train.name}\`, which leaves on ${where}; what is the same every time is in \`${template.name}\`.\n` +
    `import "${relativePath(uri, template.place.file)}"\n\n` +
    (hasZone(instance) ? '' : `zone ${template.zone}\n\n`);
  return format(head + instance);
}

/** The version of a line is that of its name where the line has none. */
export function beforeOf({ line, departure }: Stop): Before {
  return { name: line.ref.name, version: line.version ?? versionIn(line.ref.name), number: departure?.number ?? 0 };
}

export interface Filled {
  readonly name: string;
  readonly version: string | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly moments: ReadonlyMap<string, Moment>;
}

/** `as`: it is there, and called so. */
export function fillingOf(making: Making, befores: readonly Before[], as?: Before): Filled | Trouble {
  const { plan, train, template, cadence, departure } = making;
  const last = befores.at(-1);
  const typeOf = ({ name, type }: Parameter) => type ?? name;
  const versions = befores.flatMap(({ version }) => version ?? []);
  const first = template.parameters.find((one) => typeOf(one) === 'version' && one.from?.kind === 'value')?.from;
  const version = as?.version ?? nextVersion(versions, first?.kind === 'value' ? first.text : undefined);
  const asksVersion = template.parameters.some((one) => typeOf(one) === 'version' && one.from?.kind !== 'previous');
  if (asksVersion && version === undefined)
    return {
      trouble:
        versions.length > 0
          ? `Nobody can tell what comes behind the version '${versions.at(-1)}' of '${last!.name}'; write it as numbers with dots, such as 4.2.0.`
          : `Nothing says which version the first release of '${train.name}' has: write it in the template, \`version: version = 1.0.0\`.`,
    };
  const number = numberOf(last, departure);
  const place = { number: departure.number, day: dayAt(departure.at, cadence.zone) };
  const name = as?.name ?? nextName(train.name, last, { ...place, ...(version !== undefined && { version }) });
  const values = new Map<string, string>();
  const moments = new Map<string, Moment>();
  for (const parameter of template.parameters) {
    const type = typeOf(parameter);
    const { from } = parameter;
    if (type === 'date' || type === 'time') {
      moments.set(parameter.name, { at: departure.at, isDay: type === 'date' });
    } else if (from?.kind === 'previous') {
      const before = type === 'number' ? last && String(number - 1) : last?.version;
      values.set(parameter.name, before ?? TBD);
    } else if (type === 'version') values.set(parameter.name, version!);
    else if (type === 'number')
      values.set(parameter.name, String(from?.kind === 'value' && !last ? from.text : number));
    else if (from?.kind === 'value') values.set(parameter.name, from.text);
    else if (from?.kind === 'name') values.set(parameter.name, from.ref.name);
    else if (from?.kind === 'roster') {
      const roster = plan.names.get(from.ref.name);
      const who = roster?.kind === 'roster' ? coverAt(roster, departure.at, template.zone) : undefined;
      const present = who && presentOf(plan, who, departure.at);
      if (!present)
        return {
          trouble: `Nobody of the roster '${from.ref.name}' is on duty on ${describeInstant(departure.at, cadence.zone)}; say who covers it then.`,
        };
      values.set(parameter.name, present.name);
    } else return { trouble: `Nothing gives '${parameter.name}' of the template '${template.name}' a value.` };
  }
  return { name, version, values, moments };
}

/** `previous.start`, `previous.end`, or what its plan calls so. */
function previousMoment(previous: Known | undefined, asked: string): Moment | undefined {
  if (!previous) return undefined;
  const { release, schedule } = previous;
  if (asked === 'start' || asked === 'end') {
    const at = schedule.run?.[asked] ?? (asked === 'start' ? schedule.T : schedule.end);
    return at === undefined ? undefined : { at, isDay: false };
  }
  const named = release.names.get(asked);
  if (!named) return undefined;
  const dated = schedule.dated.find(({ of }) => of === named.id);
  const moment = schedule.milestones[named.id as never] ?? schedule.steps[named.id as never]?.end;
  const at = moment ?? dated?.end ?? dated?.start;
  if (at === undefined) return undefined;
  const time = named.kind === 'milestone' ? named.at : undefined;
  const isDay = time !== undefined && schedule.moments[time.id]?.day !== undefined;
  return { at, isDay };
}

function trainEdits(workspace: Workspace, train: Train, line: string): readonly TextEdit[] {
  const last = train.releases.at(-1);
  const { file } = train.place;
  const before = workspace.text(file)!;
  const edits = textEdits(
    [
      last
        ? { kind: 'insert-after', place: last.place, text: line }
        : { kind: 'append-line', place: train.place, text: line },
    ],
    () => before,
  );
  // A file that is laid out as everybody does stays so.
  if (format(before) !== before) return edits;
  return lineEdits(before, format(applyTextEdits(before, edits))).map((edit) => ({ file, ...edit }));
}

function trainCalled(workspace: Workspace, name: string | undefined): { plan: Plan; train: Train } | Trouble {
  const all = trainsOf(workspace);
  const names = [...new Set(all.map(({ train }) => train.name))];
  const found = all.filter(({ train }) => name === undefined || train.name === name);
  if (found.length === 1) return found[0]!;
  if (all.length === 0)
    return {
      trouble: 'No plan here declares a train: `train NAME every 2w from Sat 2026-12-05 22:00 { template … }`.',
    };
  if (found.length > 1)
    return {
      trouble:
        name === undefined
          ? `Which train? There are ${listed(names)}.`
          : `${found.length} files declare a train '${name}': ${listed(found.map(({ train }) => fileName(train.place.file)))}. Rename one.`,
    };
  const meant = nearest(name!, names);
  return {
    trouble: `There is no train '${name}'. ${meant ? `Did you mean ${meant}?` : `There are ${listed(names)}.`}`,
  };
}

export function noTemplate({ name, template }: Train): Trouble {
  return {
    trouble: template
      ? `'${template.name}' is no template, and the train '${name}' takes it for one: a template is a release with parameters, \`release ${template.name}(day: date) { … }\`.`
      : `The train '${name}' has no template to make a release from: declare one, \`release NAME(day: date) { … }\`, and say \`template NAME\`.`,
  };
}

function hasZone(text: string): boolean {
  return /^\s*zone\s/m.test(text);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
