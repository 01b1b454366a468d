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

function message({ path, cycle }: Import, problem: NonNullable<Import['problem']>): string {
  switch (problem) {
    case 'missing':
      return `\`${path}\` does not exist; correct the path (it starts at the folder of this file), or create the file.`;
    case 'cycle':
      return cycle?.length === 2
        ? `\`${path}\` is this file itself; remove the line.`
        : `${cycle ? `These files import each other in a circle: ${way(shortened(cycle))}` : `\`${path}\` leads back to this file over a long circle of imports`}; ` +
            'move what they share into a file that imports none of them, and import that one.';
    case 'outside':
      return `\`${path}\` lies outside of the folders that may be read; move it into the workspace, or open its folder as well.`;
    case 'unreadable':
      return `\`${path}\` cannot be read; look at its permissions, and whether it is a text file of at most 16 MB.`;
  }
}

/** A long circle is told by both its ends. */
function way(files: readonly string[]): string {
  const left = files.length - 8;
  const told = left > 1 ? [...files.slice(0, 4), `${left} more`, ...files.slice(-4)] : files;
  return told.join(' → ');
}

/** The files as paths from the innermost folder that holds all of them. */
function shortened(uris: readonly string[]): readonly string[] {
  const paths = uris.map((uri) => uri.split('/'));
  const folders = paths[0]!.slice(0, -1);
  const differs = folders.findIndex((folder, i) => paths.some((path) => i >= path.length - 1 || path[i] !== folder));
  const shared = differs < 0 ? folders.length : differs;
  return paths.map((path) => decoded(path.slice(shared).join('/')));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that escapes nothing stands for itself.
    return path;
  }
}
