/**
 * Every format that a plan leaves in and comes back from: `export`, `import`, their help and `docs/exchange.md` come from this
 * list, in its order. What writes or reads a format is loaded when it is asked for. A format that is not built is not here.
 */
import type { PlanFormat } from './plan-format.ts';

export type { PlanFormat };

/** What a step is called, and whose it is. */
const LABELS = ['step', 'step verb', 'step title', 'step by'] as const;

export const PLAN_FORMATS: readonly PlanFormat[] = [
  {
    name: 'json',
    extension: '.json',
    about: 'scripts and agents: an outline of a release, [its shape](schemas/outline.json)',
    write: async (exporting) => (await import('./outline/json.ts')).writeOutline(exporting),
    reads:
      'an outline: titles, people and times as a script has them; names, verbs and everything else that is left out is made or guessed',
    read: async (importing) => (await import('./outline/json.ts')).readOutline(importing),
    carries: [
      'release name',
      'release title',
      'release kind',
      'release owner',
      'release sponsor',
      'release zone',
      'window',
      'change',
      'release calendar',
      'calendar',
      'calendar title',
      'calendar zone',
      'calendar working',
      'calendar holiday',
      'person',
      'person title',
      'person zone',
      'person calendar',
      'person leave',
      'team',
      'team title',
      'team is',
      'team calendar',
      'role',
      'role title',
      'role is',
      'role else',
      'system',
      'system title',
      'system kind',
      'system on',
      'system uses',
      'system version',
      'audience',
      'audience title',
      'audience calendar',
      'block',
      'empty block',
      'block title',
      'block by',
      'block at',
      'block due',
      'block during',
      'block after',
      'milestone',
      'milestone title',
      'milestone at',
      'milestone due',
      'milestone by',
      'milestone with',
      'milestone after',
      'milestone done',
      'step',
      'step verb',
      'step targets',
      'step title',
      'step duration',
      'step by',
      'step with',
      'step via',
      'step in',
      'step to',
      'step from',
      'step at',
      'step not before',
      'step due',
      'step during',
      'step every',
      'step after',
      'step undo',
      'step version',
      'step optional',
      'step done',
      'step tags',
      'step links',
      'scope item',
      'scope item title',
      'scope item priority',
      'scope item by',
      'scope item due',
      'scope item done',
      'risk',
      'risk title',
      'risk by',
      'risk likelihood',
      'risk impact',
    ],
  },
  {
    name: 'csv',
    extension: '.csv',
    about: 'operations, and every spreadsheet: the run sheet, a row for each step, with columns to fill in',
    profiles: [
      {
        name: 'cutover',
        about: 'the 15 columns that cut-over tools take',
        carries: [
          ...LABELS,
          'block',
          'step duration',
          'step with',
          'step after',
          'step at',
          'step due',
          'step checklist',
          'step undo',
          'milestone',
          'milestone title',
        ],
      },
      {
        name: 'servicenow',
        about: 'a change with its plans, and a change task for each step',
        carries: [
          ...LABELS,
          'release title',
          'release kind',
          'release owner',
          'window',
          'change',
          'step targets',
          'step with',
          'step checklist',
          'step undo',
        ],
      },
      {
        name: 'jira',
        about: 'an issue for each step; read: items of the scope',
        carries: [...LABELS, 'release name', 'step duration', 'step checklist', 'step undo'],
      },
      {
        name: 'github',
        about: 'an issue for each step; read: items of the scope',
        carries: [...LABELS, 'release name', 'step tags', 'step checklist', 'step undo'],
      },
    ],
    write: async (exporting) => (await import('./csv/csv.ts')).writeCsv(exporting),
    reads:
      'any table with a head, in English, German, French or Spanish; `--map "HEAD=FIELD"` says what else a column is',
    read: async (importing) => (await import('./csv/csv.ts')).readCsv(importing),
    carries: [
      'release zone',
      'step',
      'step verb',
      'step targets',
      'step title',
      'step duration',
      'step by',
      'step with',
      'step at',
      'step not before',
      'step due',
      'step during',
      'step every',
      'step after',
      'step undo',
      'step done',
      'step links',
      'block',
      'milestone',
      'milestone title',
      'milestone at',
      'milestone due',
      'milestone by',
      'milestone with',
      'milestone after',
      'milestone done',
    ],
  },
];

/** Of those that can be written, or read. */
export function planFormatNames(way: 'write' | 'read'): readonly string[] {
  return PLAN_FORMATS.filter((format) => format[way]).map(({ name }) => name);
}

export function planFormat(name: string): PlanFormat | undefined {
  return PLAN_FORMATS.find((format) => format.name === name);
}

/** The format of a file by the end of its name. */
export function formatOfFile(path: string): PlanFormat | undefined {
  const plain = path.toLowerCase();
  return PLAN_FORMATS.find(({ extension }) => plain.endsWith(extension));
}
