import { listed, quoted } from '../facts/words.ts';
import { PRACTICES } from '../policies/practices.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (gate: string) => `policy normal {
  check hypercare-gap     off
  check no-deputy         off
  check rehearsal-missing off
  check uat-signoff-late  off
}
person mara
person priya
person jonas
service web

release shop-2.1 "Shop 2.1" {${gate ? '' : '  // <- practices-missing'}
  kind   normal
  owner  mara
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {${gate}
    deploy web 10m by priya undo 5m
    verify web 10m by jonas
  }
}
`;

export const practicesMissing: ReleaseCheck = {
  code: 'practices-missing',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'What releases of this kind do, and nothing of it is in the plan yet',
  why:
    'Rehearsals, a go/no-go, a test by users, messages, a change record: most releases of a kind want them, and a plan ' +
    'that has none of one says either that it is young or that this release is different. That is one question, asked ' +
    'once. As soon as the plan begins one of them, its own check holds it to it.',
  parameters: {
    singly: {
      type: 'words',
      default: [],
      choices: PRACTICES,
      description: 'The checks that speak for themselves even where nothing is begun; `none`.',
    },
  },
  fixable: true,
  readsTitlesOf: ['release'],
  example: {
    breaks: plan(''),
    passes: plan('\n    gate   go "Go / no-go" 15m by mara {\n      - "No other incident is open"\n    }'),
  },
  *find({ release, unbegun }) {
    const missing = unbegun();
    const founds = missing.flatMap((one) => one.founds);
    const [only, ...others] = founds;
    if (!only) return;
    const kind = `${/^[aeiou]/.test(release.releaseKind) ? 'an' : 'a'} ${release.releaseKind} release`;
    const codes = all(missing.map(({ code }) => quoted(code)));
    yield {
      message:
        others.length === 0
          ? `${only.message} That is asked of ${kind}; waive ${codes} if this one does not need it.`
          : `${quoted(release.name)} has nothing yet of what ${kind} is asked for: ${all(missing.map(({ words }) => words))}. ` +
            `Begin each, or waive what this one does not need (${codes}).`,
      place: release.head,
      related: founds.map(({ message, place }) => ({ message, place })),
      fixes: () => founds.flatMap((found) => found.fixes?.() ?? []),
    };
  },
};

function all(words: readonly string[]): string {
  return listed(words, Number.POSITIVE_INFINITY);
}
