/** `release-plan new`: a plan to begin with, written to a file that is not there yet. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  NEW_QUESTIONS,
  type NewPlan,
  type NewPlanWish,
  type NewQuestion,
  newKinds,
  newPlan,
  nextDate,
  troubleWith,
} from '../../service/new/new-plan.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import { reason } from '../terminal/reason.ts';
import type { Streams } from '../terminal/streams.ts';

export interface NewOptions extends Partial<Record<NewQuestion, string>> {
  /** A file, a folder, or `-` for standard output; default: the name of the release, here. */
  readonly out?: string;
  readonly now: number;
  /** Somebody sits there who can be asked what no option says. */
  readonly isInteractive: boolean;
}

export async function newRelease(options: NewOptions, streams: Streams): Promise<ExitCode> {
  const plan = options.isInteractive ? await askedFor(options, streams) : written(options);
  if (options.out === '-') {
    streams.data(plan.text);
    return 0;
  }
  const path = await pathFor(plan, options.out);
  await writeNew(path, plan.text);
  streams.write(`${named(path)}\n`);
  streams.note(`It has no findings. Next: release-plan schedule ${named(path)}, or open it in an editor.\n`);
  return 0;
}

type Wish = NewPlanWish & Record<NewQuestion, string | undefined>;

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What no option says and nothing can be taken for. */
function written({ kind, people, ...options }: NewOptions): NewPlan {
  if (kind === undefined || people === undefined) {
    const missing = [
      kind === undefined &&
        `--kind (${newKinds()
          .map(({ id }) => id)
          .join(', ')})`,
      people === undefined && '--people "NAME, NAME"',
    ];
    throw new Misuse(`Say ${missing.filter(Boolean).join(' and ')}; on a terminal you are asked.`);
  }
  const plan = newPlan({ kind, people, date: options.date, zone: options.zone ?? HERE }, options.now);
  if ('trouble' in plan) throw new Misuse(plan.trouble);
  return plan;
}

/** One question after the other; an answer that cannot be meant is asked for again, an option that cannot be is an error. */
async function askedFor({ now, ...options }: NewOptions, streams: Streams): Promise<NewPlan> {
  const wish: Wish = { kind: '', date: undefined, zone: HERE, people: '', ...defined(options) };
  const lines = createInterface({ input: streams.stdin });
  const answers = lines[Symbol.asyncIterator]();
  try {
    for (const question of NEW_QUESTIONS) {
      if (options[question] === undefined) {
        await ask(question);
        continue;
      }
      const trouble = troubleWith(question, wish, now);
      if (trouble) throw new Misuse(trouble);
    }
    for (;;) {
      const plan = newPlan(wish, now);
      if (!('trouble' in plan)) return plan;
      if (options.date !== undefined) throw new Misuse(plan.trouble);
      streams.note(`${plan.trouble}\n`);
      await ask('date');
    }
  } finally {
    lines.close();
  }

  async function ask(question: NewQuestion): Promise<void> {
    const { text, otherwise } = asked(question, wish, now);
    for (;;) {
      streams.note(text);
      const { value, done } = await answers.next();
      if (done) throw new Misuse('Nothing was written: not all questions were answered.');
      Object.assign(wish, { [question]: value.trim() === '' ? otherwise : value.trim() });
      const trouble = troubleWith(question, wish, now);
      if (!trouble) return;
      streams.note(`${trouble}\n`);
    }
  }
}

function defined(options: Partial<Record<NewQuestion, string>>): Partial<Record<NewQuestion, string>> {
  return Object.fromEntries(
    NEW_QUESTIONS.flatMap((question) => (options[question] === undefined ? [] : [[question, options[question]]])),
  );
}

/** The words of a question, and what an empty answer stands for. */
function asked(question: NewQuestion, { kind, zone }: NewPlanWish, now: number): { text: string; otherwise: string } {
  switch (question) {
    case 'kind': {
      const kinds = newKinds().map(({ title, detail }, i) => `  ${i + 1}  ${title}: ${detail}\n`);
      return { text: `What do you plan?\n${kinds.join('')}A number or a name: `, otherwise: '' };
    }
    case 'date': {
      const next = nextDate(kind, zone, now);
      const date = typeof next === 'string' ? next : '';
      return { text: `On which day? [${date}] `, otherwise: date };
    }
    case 'zone':
      return { text: `In which time zone? [${HERE}] `, otherwise: HERE };
    case 'people':
      return {
        text: 'Who? The first one answers for it, the second one changes things, the third one looks whether it works.\nNames, with commas: ',
        otherwise: '',
      };
  }
}

async function pathFor({ name }: NewPlan, out: string | undefined): Promise<string> {
  if (out === undefined) return `${name}.release`;
  const isFolder =
    out.endsWith('/') ||
    (await stat(out).then(
      (one) => one.isDirectory(),
      () => false,
    ));
  return isFolder ? join(out, `${name}.release`) : out;
}

/** Only where there is nothing yet: no answer to a question is worth a plan that somebody has written. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Misuse(
      isThere
        ? `${named(path)} is there already, and stays as it is; name another file with --out.`
        : `${named(path)} cannot be written: ${reason(error)}.`,
    );
  }
}
