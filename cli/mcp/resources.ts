/** What there is to read: the language, the checks, and plans that show it. */
import { checks } from '../../plan/checks/catalogue.ts';
import { checkIndex, checkPage } from '../../plan/checks/page.ts';
import { checkNamed } from '../../service/findings/explain.ts';
import type { Trouble } from '../../service/trouble.ts';
import { documentNamed } from './documents.ts';

export interface Readable {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  read(): string;
}

export const RESOURCES: readonly Readable[] = [
  {
    uri: 'release-plan://language',
    name: 'language',
    title: 'The language: every block, line and clause, with examples',
    read: () => documentNamed('language.md'),
  },
  {
    uri: 'release-plan://practices',
    name: 'practices',
    title: 'What a release manager does, and how a plan says it',
    read: () => documentNamed('practices.md'),
  },
  {
    uri: 'release-plan://outline',
    name: 'outline',
    title: 'The outline that a plan is written from: every member',
    read: () =>
      `# The outline\n\nWhat \`write_plan\` takes, as a JSON Schema; nothing of it is required.\n\n\`\`\`json\n${documentNamed('schemas/outline.json')}\`\`\`\n`,
  },
  { uri: 'release-plan://checks', name: 'checks', title: 'All checks', read: () => checkIndex(checks) },
];

/** The page of a check, by its code. */
export const CHECK_PAGES = 'release-plan://checks/{code}';

export function checkCodes(begin: string): string[] {
  return checks.map(({ code }) => code).filter((code) => code.startsWith(begin));
}

export function pageOf(code: string): string | Trouble {
  const check = checkNamed(code);
  return 'trouble' in check ? check : checkPage(check);
}
