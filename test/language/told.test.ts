/** What is read of texts that say everything, thing by thing with its places, and how they are laid out: whatever of it changes is seen here. */
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { formatted } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Plan } from '../../plan/model.ts';
import { expectGolden } from '../support/golden.ts';
import { SHARED_TEXTS, TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { ROOT, said } from './said.ts';

function planOf(name: string, text: string): Plan {
  const workspace = createWorkspace({ roots: [ROOT] });
  for (const [path, shared] of Object.entries(SHARED_TEXTS)) workspace.set(`${ROOT}/${path}`, shared);
  workspace.set(`${ROOT}/${name}.release`, text);
  return workspace.plan(`${ROOT}/${name}.release`);
}

/** Of form alone: nobody but this file asks for it. */
const RARE = 'rare-mistakes';
const rare = readFileSync(new URL(`./texts/${RARE}.release`, import.meta.url), 'utf8');

describe.each(['payments-4.2', 'migration-weekend', 'open-source-calendar', 'mistakes', ...TOLD_NAMES, RARE])(
  '%s',
  (name) => {
    const text = name === RARE ? rare : toldText(name);

    test('as it is read', () => {
      const { names, declarations, ...plan } = planOf(name, text);
      const known = new Set<object>();
      const told = [
        `names ${[...names.keys()].join(' ')}`,
        ...plan.releases.map((release) => said(release, known, 1)),
        `declarations ${said(declarations, known, 1)}`,
        said({ ...plan, releases: [] }, known, 1),
      ];
      expectGolden(`${told.join('\n')}\n`, `./golden/${name}.plan.golden.txt`, import.meta.url);
    });

    test('as it is laid out, in tabs, and with room in it', () => {
      const tabs = formatted(text, { tabSize: 4, insertSpaces: false }).text;
      expectGolden(
        `${tabs}\n────\n${formatted(text.replace(/ \{\n/g, ' {\n\n\n')).text}`,
        `./golden/${name}.layout.golden.txt`,
        import.meta.url,
      );
    });
  },
);
