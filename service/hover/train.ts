/** A train: how often it leaves, what it carries, and its next departures with what takes them. */
import type { Workspace } from '../../language/workspace.ts';
import type { Train } from '../../plan/model.ts';
import { describeInstant } from '../../plan/time/format.ts';
import { aheadOf, plansByName } from '../trains/ahead.ts';
import { code, document, list, paragraph, plain } from './markdown.ts';

/** So many departures are told. */
const SHOWN = 5;

export function describeTrain(workspace: Workspace, train: Train): string {
  const { template, carriesOver, releases } = train;
  const facts = paragraph(
    template && `made from ${code(template.name)}`,
    carriesOver.length > 0 && `carries over ${carriesOver.map(({ name }) => code(name)).join(', ')}`,
  );
  const now = workspace.now();
  const ahead = now === undefined ? undefined : aheadOf(train, plansByName(workspace), now);
  if (!ahead || now === undefined) return document(facts);
  const { cadence, stops } = ahead;
  const taken = new Map(stops.flatMap(({ departure, line }) => (departure ? [[departure.number, line.ref.name]] : [])));
  const lines = cadence.next(now, SHOWN).map(({ at, number, isSkipped }) => {
    const name = taken.get(number);
    const what = isSkipped ? 'left out' : name === undefined ? 'has no plan yet' : code(name);
    return `${plain(describeInstant(at, cadence.zone))}: ${what}`;
  });
  const last = releases.at(-1)?.ref.name;
  return document(
    facts,
    lines.length > 0
      ? `Leaves next:\n\n${list(lines)}`
      : plain(`It has left for the last time${last ? `, with ${last}` : ''}.`),
  );
}
