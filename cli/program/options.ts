/** Options that several commands have, and how what stands behind them is read. */
import { InvalidArgumentError, Option } from 'commander';
import { parseMoment } from '../moment.ts';

export const FILES = 'files, folders, patterns, or - for standard input; none: all plans below this folder';

export function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).default(choices[0]);
}

export function at(description = 'the moment plans are judged at; default: SOURCE_DATE_EPOCH, else now'): Option {
  return moment('--at <time>', description);
}

export function moment(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    try {
      return parseMoment(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

export function releaseOption(): Option {
  return new Option('--release <name>', 'which release of the file, where there are several');
}

export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  release-plan ${line}`).join('\n')}`;
}
