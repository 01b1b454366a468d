import { atFirst } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted } from '../facts/words.ts';
import { lookup, type Named, type Plan, type Reference, releaseAround, TBD } from '../model.ts';
import { nearest } from '../nearest.ts';
import { hasTime } from '../order/points.ts';
import { PACKS } from '../policies/pack.ts';
import type { Found, PlanCheck } from './check.ts';

const plan = (name: string) => `person priya
person jonas
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by ${name} undo 5m${name === 'pryia' ? '  // <- unknown-name' : ''}
    verify web 10m by jonas
    task   cache "Warm the cache" 10m by priya
  }
}
`;

export const unknownName: PlanCheck = {
  code: 'unknown-name',
  of: 'plan',
  group: 'form',
  severity: 'error',
  title: 'A name that nothing declares',
  why: 'A person, system or step that does not exist does nothing on the night, and nothing can be checked about it.',
  timeless: true,
  fixable: true,
  bundle: 'file',
  example: { breaks: plan('pryia'), passes: plan('priya') },
  *find({ plan }) {
    const first = atFirst();
    for (const reference of plan.references) {
      if (reference.target) continue;
      const other = lookup(plan, releaseAround(plan, reference), reference.name);
      yield other && !fits(reference, other) ? misfit(plan, reference, other, first) : unknown(plan, reference, first);
    }
  },
};

function unknown(plan: Plan, reference: Reference, first: ReturnType<typeof atFirst>): Found {
  const meant = nearestName(plan, reference);
  const expected = reference.expected ? ` as ${reference.expected}` : '';
  const way = meant
    ? `did you mean ${quoted(meant)}?`
    : 'declare it, here or in an imported file, or correct the name.';
  const { name, place, release } = reference;
  return {
    message: `${quoted(name)} is not declared${expected}; ${way}`,
    place,
    several: {
      at: first(`${release} ${name} ${expected}`, place),
      what: `times ${quoted(name)} is named, and nothing declares it${expected}`,
      todo: meant
        ? `write ${quoted(meant)}, if that is meant`
        : 'declare it, here or in an imported file, or correct the name',
    },
    fixes: () => (meant ? [replacement(`Write ${quoted(meant)}`, reference.place, meant)] : []),
  };
}

function misfit(plan: Plan, reference: Reference, other: Named, first: ReturnType<typeof atFirst>): Found {
  const hidden = plan.names.get(reference.name);
  if (hidden && hidden !== other && fits(reference, hidden)) return hiding(reference, other, hidden, first);
  const meant = nearestName(plan, reference);
  return {
    message:
      `${quoted(reference.name)} is ${kindText(other)}; here stands ${reference.expected || 'something else'}.` +
      (meant ? ` Did you mean ${quoted(meant)}?` : ''),
    place: reference.place,
    related: [{ message: `${quoted(other.name)} is declared here`, place: other.namePlace }],
    fixes: () => (meant ? [replacement(`Write ${quoted(meant)}`, reference.place, meant)] : []),
  };
}

/** What a release calls so stands before what the file does. */
function hiding(
  { name, place, release }: Reference,
  nearer: Named,
  hidden: Named,
  first: ReturnType<typeof atFirst>,
): Found {
  const todo = `give the ${kindWord(nearer)} another name`;
  return {
    message: `${quoted(name)} is ${kindText(nearer)} of this release here, which hides the ${kindWord(hidden)} ${quoted(name)}; ${todo}.`,
    place,
    about: [name],
    // The name that hides is changed once, whatever the number of lines that mean the other.
    several: {
      at: first(`${release} ${name} hides`, place),
      what: `times the ${kindWord(hidden)} ${quoted(name)} is meant, and ${kindText(nearer)} of this release hides it`,
      todo,
    },
    related: [
      { message: `The ${kindWord(nearer)}`, place: nearer.namePlace },
      { message: `The ${kindWord(hidden)}`, place: hidden.namePlace },
    ],
  };
}

function nearestName(plan: Plan, reference: Reference): string | undefined {
  // Words of the language are small.
  if (reference.name.toLowerCase() === TBD) return TBD;
  const fitting = [...(releaseAround(plan, reference)?.names.values() ?? []), ...plan.names.values()].filter((named) =>
    fits(reference, named),
  );
  const packs = reference.kinds.includes('policy') ? PACKS.map(({ name }) => name) : [];
  return nearest(
    reference.name,
    [...fitting.map((named) => named.name), ...packs].filter((name) => name !== reference.name),
  );
}

function fits(reference: Reference, named: Named): boolean {
  const { kinds, blocks, timed } = reference;
  if (timed && !hasTime(named)) return false;
  if (named.kind === 'block' && blocks && !blocks.includes(named.block.kind)) return false;
  return kinds.length === 0 || kinds.includes(named.kind);
}

function kindWord(named: Named): string {
  if (named.kind === 'block' && named.block.kind !== 'messages') return named.block.kind;
  const word = named.kind === 'system' ? named.type : named.kind === 'word' ? named.vocabulary : KIND_WORDS[named.kind];
  return word ?? named.kind;
}

function kindText(named: Named): string {
  const text = kindWord(named);
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}

const KIND_WORDS: Partial<Record<Named['kind'], string>> = {
  'scope-item': 'item of the scope',
  'named-window': 'window',
  implicit: 'role of the release',
};
