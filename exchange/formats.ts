/**
 * Every format that something of ours is written in: `--format` of `check`, `schedule`, `diff` and `render`, their help
 * and the documents come from this list, in its order. What writes a format is loaded when it is written.
 */
import type { Drawing } from './drawing.ts';
import type { Comparison } from './json/difference.ts';
import type { ScheduleReport } from './json/json.ts';
import type { Report } from './reports/report.ts';

/** What there is to write. */
export interface Subjects {
  /** A plan as a picture or a page. */
  readonly plan: Drawing;
  readonly schedule: ScheduleReport;
  readonly findings: Report;
  /** Two versions of plans. */
  readonly difference: Comparison;
}

export type Subject = keyof Subjects;

export interface Format<Of extends Subject> {
  readonly of: Of;
  /** As options name it. */
  readonly name: string;
  /** Of a file that holds it. */
  readonly extension: string;
  /** Whom or what it is for, in the words of the documents (Markdown). */
  readonly about: string;
  readonly write: (subject: Subjects[Of]) => Promise<string>;
}

type AnyFormat = { [Of in Subject]: Format<Of> }[Subject];

const FORMATS: readonly AnyFormat[] = [
  {
    of: 'plan',
    name: 'svg',
    extension: '.svg',
    about: 'a picture: the schedule of one release, or a view that is a table',
    write: async (drawing) => (await import('./drawing.ts')).svgDrawing(drawing),
  },
  {
    of: 'plan',
    name: 'html',
    extension: '.html',
    about: 'a page with all views that needs nothing else',
    write: async (drawing) => (await import('./drawing.ts')).htmlDrawing(drawing),
  },
  {
    of: 'plan',
    name: 'md',
    extension: '.md',
    about: 'Markdown: a view that is a table, the run sheet where none is named',
    write: async (drawing) => (await import('./drawing.ts')).markdownDrawing(drawing),
  },
  {
    of: 'schedule',
    name: 'json',
    extension: '.json',
    about: 'scripts; [its shape](../exchange/json/json.ts)',
    write: async ({ analyses, pathOf, fixesOf, risk }) =>
      json((await import('./json/json.ts')).jsonReport(analyses, pathOf, { fixesOf, risk, dates: true })),
  },
  {
    of: 'findings',
    name: 'json',
    extension: '.json',
    about: 'scripts; [its shape](../exchange/json/json.ts)',
    write: async ({ analyses, shownAs, fixesOf }) =>
      json((await import('./json/json.ts')).jsonReport(analyses, shownAs, { fixesOf })),
  },
  {
    of: 'findings',
    name: 'sarif',
    extension: '.sarif',
    about:
      'SARIF 2.1.0: code scanning of GitHub and Azure DevOps, editors. With repairs; a waiver is a suppression in the source with its reason',
    write: async (report) => json((await import('./reports/sarif.ts')).sarifReport(report)),
  },
  {
    of: 'findings',
    name: 'junit',
    extension: '.xml',
    about: 'every CI server: a suite per release, a test per check; it fails where the command fails',
    write: async (report) => (await import('./reports/junit.ts')).junitReport(report),
  },
  {
    of: 'findings',
    name: 'github',
    extension: '.txt',
    about: 'annotations in GitHub Actions, at the lines of a pull request',
    write: async (report) => (await import('./reports/github.ts')).githubReport(report),
  },
  {
    of: 'findings',
    name: 'gitlab',
    extension: '.json',
    about: 'Code Quality of GitLab',
    write: async (report) => json((await import('./reports/gitlab.ts')).gitlabReport(report)),
  },
  {
    of: 'findings',
    name: 'markdown',
    extension: '.md',
    about: 'a comment at a pull request, or the summary of a job: a table per release, waivers with their reasons',
    write: async (report) => (await import('./reports/markdown.ts')).markdownReport(report),
  },
  {
    of: 'difference',
    name: 'json',
    extension: '.json',
    about: 'programs, see below',
    write: async (comparison) => json((await import('./json/difference.ts')).jsonComparison(comparison)),
  },
  {
    of: 'difference',
    name: 'markdown',
    extension: '.md',
    about:
      'a comment at a pull request: what matters in the open, everything else folded. Its first line is `<!-- release-plan diff -->`',
    write: async (comparison) => (await import('./reports/difference-markdown.ts')).differenceMarkdown(comparison),
  },
  {
    of: 'difference',
    name: 'svg',
    extension: '.svg',
    about: 'a picture: the schedule of the head over outlines of the base, with a sign in every row that is different',
    write: async (comparison) => (await import('./drawing.ts')).svgDifference(comparison),
  },
  {
    of: 'difference',
    name: 'html',
    extension: '.html',
    about: 'a page with words and pictures that needs nothing else',
    write: async (comparison) => (await import('./drawing.ts')).htmlDifference(comparison),
  },
];

export function formatsOf<Of extends Subject>(of: Of): readonly Format<Of>[] {
  return FORMATS.filter((format): format is AnyFormat & Format<Of> => format.of === of);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
