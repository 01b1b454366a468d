/** What `--format` of a command may say: the format for people at a terminal, which is the command's own, then all others. */
import { type Format, formatsOf, type Subject, type Subjects } from '../exchange/formats.ts';
import { Misuse } from './misuse.ts';

type Told = Exclude<Subject, 'plan'>;

export const AT_TERMINAL: Readonly<Record<Told, Pick<Format<Told>, 'name' | 'extension' | 'about'>>> = {
  findings: { name: 'text', extension: '.txt', about: 'people, with the line of the plan' },
  schedule: { name: 'table', extension: '.txt', about: 'people: a row for each step, then what an approver asks' },
  difference: { name: 'text', extension: '.txt', about: 'people: what matters of each release, then everything' },
};

/** The command line alone draws pixels: it has the letters for them, and nothing else needs to carry these. */
export const PNG: Pick<Format<'plan'>, 'name' | 'extension' | 'about'> = {
  name: 'png',
  extension: '.png',
  about:
    'the picture as pixels, for chats and slides: two for each of `--width`, in light colours; Latin, Greek and Cyrillic letters',
};

/** All of a kind, the default first. */
export function formatTable(of: Subject): readonly Pick<Format<Subject>, 'name' | 'extension' | 'about'>[] {
  return of === 'plan' ? [...formatsOf(of), PNG] : [AT_TERMINAL[of], ...formatsOf(of)];
}

export function formatNames(of: Subject): readonly string[] {
  return formatTable(of).map(({ name }) => name);
}

/** Whether it is the one for people, which the command writes itself. */
export function isForTerminal(of: Told, name: string): boolean {
  return AT_TERMINAL[of].name === name;
}

/** In a format of `formatNames` that is not the one for people. */
export function written<Of extends Subject>(of: Of, name: string, subject: Subjects[Of]): Promise<string> {
  const format = formatsOf(of).find((each) => each.name === name);
  if (!format) throw new Misuse(`There is no format '${name}'. There are ${formatNames(of).join(', ')}.`);
  return format.write(subject);
}
