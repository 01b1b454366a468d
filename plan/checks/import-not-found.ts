import type { Import } from '../model.ts';
import type { PlanCheck } from './check.ts';

export const importNotFound: PlanCheck = {
  code: 'import-not-found',
  of: 'plan',
  group: 'form',
  severity: 'error',
  title: 'An import that leads nowhere',
  why:
    'Without the shared file its people, calendars and policy are missing, and the plan looks complete although half of ' +
    'what it names is unknown.',
  fixable: false,
  example: {
    breaks: 'import "people-and-systems.release"  // <- import-not-found\n',
    passes: 'person priya "Priya N."\n',
  },
  *find({ plan }) {
    for (const one of plan.imports) if (one.problem) yield { message: message(one, one.problem), place: one.place };
  },
};

function message({ path, cycle = [] }: Import, problem: NonNullable<Import['problem']>): string {
  switch (problem) {
    case 'missing':
      return `\`${path}\` does not exist; correct the path (it starts at the folder of this file), or create the file.`;
    case 'cycle':
      return `These files import each other: ${cycle.map(fileName).join(' → ')}; move what both need into a third file.`;
    case 'outside':
      return `\`${path}\` lies outside of the folders that may be read; move it into the workspace, or open its folder as well.`;
    case 'unreadable':
      return `\`${path}\` cannot be read; look at its permissions, and whether it is a text file.`;
  }
}

function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
