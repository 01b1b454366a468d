import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted } from '../facts/words.ts';
import type { PolicyRule, Ref } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { ExceptionCheck, ExceptionSubject, Found, Parameter } from './check.ts';

const plan = (rules: string) =>
  standardRelease(
    `
    policy {
${rules}
    }
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const unknownCheck: ExceptionCheck = {
  code: 'unknown-check',
  of: 'exceptions',
  group: 'form',
  severity: 'error',
  title: 'A policy or waiver that names no check, or a parameter that the check does not have',
  why: 'A rule about nothing changes nothing, and whoever wrote it believes that it does.',
  fixable: true,
  example: {
    breaks: plan(
      '      check verify-mising error  // <- unknown-check\n      check rehearsal-missing pased 1  // <- unknown-check',
    ),
    passes: plan('      check verify-missing error\n      check rehearsal-missing passed 1'),
  },
  *find(subject) {
    for (const { waiver } of subject.waivers) {
      if (!subject.check(waiver.code.name)) yield unknown(subject, waiver.code);
    }
    for (const rule of subject.rules) {
      const check = subject.check(rule.code.name);
      if (check) yield* judgeParameters(rule, check.parameters ?? {});
      else yield unknown(subject, rule.code);
    }
  },
};

function unknown({ codes }: ExceptionSubject, code: Ref): Found {
  return misspelt(`There is no check ${quoted(code.name)}`, code, codes, 'docs/checks lists all of them.');
}

function* judgeParameters(rule: PolicyRule, known: Readonly<Record<string, Parameter>>): Iterable<Found> {
  for (const [index, given] of rule.parameters.entries()) {
    const parameter = Object.hasOwn(known, given.name.name) ? known[given.name.name] : undefined;
    if (parameter) yield* judgeValues(rule, given, parameter);
    else if (index === 0 && !rule.severity) yield neither(rule, given.name, known);
    else yield noParameter(rule, given.name, known);
  }
}

/** The word right behind the code: it should be a severity, or the name of the first parameter. */
function neither(rule: PolicyRule, { name, place }: Ref, known: Readonly<Record<string, Parameter>>): Found {
  const names = Object.keys(known);
  const begun = SEVERITIES.find((severity) => name.length > 2 && severity.startsWith(name.toLowerCase()));
  const severities = SEVERITIES.map(quoted).join(', ');
  const parameters =
    names.length > 0 ? `a parameter of it (${names.map(quoted).join(', ')})` : 'a parameter: it has none';
  return misspelt(
    `${quoted(name)} behind ${quoted(rule.code.name)} is neither a severity (${severities}) nor ${parameters}`,
    { name: begun ?? name, place },
    [...SEVERITIES, ...names],
    'write one of them, or leave it out.',
  );
}

function noParameter(rule: PolicyRule, { name, place }: Ref, known: Readonly<Record<string, Parameter>>): Found {
  if (SEVERITIES.includes(name)) {
    return {
      message: `The severity stands right behind the code: ${quoted(`check ${rule.code.name} ${name} …`)}.`,
      place,
    };
  }
  const names = Object.keys(known);
  const has = names.length > 0 ? `it has ${listed(names.map(quoted))}.` : 'it has none.';
  return misspelt(`${quoted(rule.code.name)} has no parameter ${quoted(name)}`, { name, place }, names, has);
}

const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'off'];

function* judgeValues(
  rule: PolicyRule,
  { name, values }: PolicyRule['parameters'][number],
  parameter: Parameter,
): Iterable<Found> {
  const what = `${quoted(name.name)} of ${quoted(rule.code.name)}`;
  const wrong = values.find((value) => !isOf(parameter, value));
  const [, second] = values;
  if (values.length === 0 || wrong) {
    const given = wrong ? `, not ${quoted(wrong.text)}` : '';
    yield { message: `${what} takes ${VALUES[parameter.type]}${given}.`, place: wrong?.place ?? name.place };
  } else if (parameter.type !== 'words') {
    if (second)
      yield { message: `${what} takes one value; ${quoted(second.text)} is one too many.`, place: second.place };
  } else if (parameter.choices) {
    const { choices } = parameter;
    for (const { text, place } of values) {
      if (text === 'none' || choices.includes(text)) continue;
      const words = listed([...choices, 'none'].map(quoted), 9);
      yield misspelt(`${what} knows no ${quoted(text)}`, { name: text, place }, choices, `it knows ${words}.`);
    }
  }
}

const VALUES: Readonly<Record<Parameter['type'], string>> = {
  number: 'a number',
  duration: 'a duration such as `11h`',
  words: 'words, with commas between them',
};

function isOf(parameter: Parameter, value: PolicyRule['parameters'][number]['values'][number]): boolean {
  if (parameter.type === 'number') return value.number !== undefined;
  return parameter.type === 'duration' ? value.duration !== undefined : true;
}

function misspelt(what: string, ref: Ref, names: readonly string[], otherwise: string): Found {
  const meant = nearest(ref.name, names);
  return {
    message: `${what}; ${meant ? `did you mean ${quoted(meant)}?` : otherwise}`,
    place: ref.place,
    fixes: () => (meant ? [replacement(`Write ${quoted(meant)}`, ref.place, meant)] : []),
  };
}
