/** One plan after the other: begin it, check it, schedule it, lay it out, compare it. */
import { Argument, type Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { SHAPES } from '../../plan/risk/model.ts';
import { NEW_KIND_IDS } from '../../service/new/kinds.ts';
import { formatNames } from '../formats.ts';
import { Misuse } from '../misuse.ts';
import { rightNow } from '../moment.ts';
import type { Caller } from './caller.ts';
import { at, choice, collect, examples, FILES, wholeNumber } from './options.ts';

export function addPlanCommands(program: Command, { args, streams, run }: Caller): void {
  program.commandsGroup('Plans:');
  program
    .command('new')
    .summary('begin with a plan of your kind, dates and people')
    .description(
      'Writes a plan to begin with: with real dates, with your people, each construct once, and nothing in it that a check ' +
        'finds. On a terminal it asks for what no option says. It never writes over a file.',
    )
    .addArgument(new Argument('[kind]', 'what is planned, as behind --kind').choices(NEW_KIND_IDS))
    .addOption(new Option('--kind <kind>', 'what is planned').choices(NEW_KIND_IDS))
    .option('--date <date>', 'the day it begins, such as 2026-12-05; default: the next one that fits')
    .option('--zone <zone>', 'its time zone, such as Europe/Berlin; default: that of this machine')
    .option('--people <names>', 'who does it, with commas between them; the first one answers for it')
    .option('-o, --out <path>', 'a file or folder, or - for standard output; default: KIND-DATE.release')
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'new',
        'new hotfix --people "Mara Lind, Jonas Weber"',
        'new --kind database-upgrade --date 2027-01-16 --zone Europe/Berlin --people "Mara, Jonas, Priya" --out plans/',
      ]),
    )
    .action((kind, options) =>
      run(async () => {
        const { newRelease } = await import('../commands/new.ts');
        const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;
        if (kind && options.kind && kind !== options.kind)
          throw new Misuse(`Is it a ${kind} or a ${options.kind}? Say it once.`);
        return newRelease(
          { ...options, kind: kind ?? options.kind, now: options.at ?? rightNow(), isInteractive },
          streams,
        );
      }),
    );

  program
    .command('check')
    .summary('find what is wrong with plans')
    .description('Finds what is wrong with plans. Exits 1 when there are errors, 2 when something cannot be read.')
    .argument('[files...]', FILES)
    .addOption(choice('--format <format>', 'for people or for programs', formatNames('findings')))
    .option('--report <format=file>', 'another report, into a file (repeatable)', collect)
    .option('--max-warnings <count>', 'exit 1 with more warnings than this', wholeNumber)
    .option('--baseline <file>', 'only what this file does not know')
    .option('--write-baseline <file>', 'write all findings there are to this file, and report none')
    .option('--fix', 'repair what has one way out and does no harm')
    .option('--dry-run', 'with --fix: show what would change, as a unified diff, and change nothing')
    .option('--stdin-path <path>', 'where standard input would lie, were it a file')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .option(
      '--cache <folder>',
      'keep there what was found out; default: .release-plan/cache, for many plans and outside of CI',
    )
    .option('--no-cache', 'work everything out anew, and keep nothing')
    .option('--no-history', 'do not ask git what plans said when they were frozen, approved or rehearsed')
    .option('--merge-base <revision>', 'only what a merge of HEAD with this revision has, and neither of them alone')
    .option(
      '--store <where>',
      'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
    )
    .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'check plans/hotfix.release',
        "check 'plans/**/*.release' --max-warnings 0",
        'check --format github --report sarif=release-plan.sarif',
        'check --baseline release-baseline.json',
        'check plans --fix --dry-run',
        'check --merge-base origin/main',
        'check - --stdin-path plans/night.release < night.release',
      ]),
    )
    .action((files, options) =>
      run(async () => {
        const { check } = await import('../commands/check.ts');
        return check(files, { ...options, now: options.at ?? rightNow(), version: manifest.version }, streams);
      }),
    );

  program
    .command('schedule')
    .summary('show when every step starts and ends')
    .description(
      'Shows when every step starts and ends, its float, and the last moment to turn back; or what would be different if ' +
        'something changed. The file stays as it is.',
    )
    .argument('[files...]', FILES)
    .addOption(choice('--format <format>', 'for people or for programs', formatNames('schedule')))
    .option('--set <STEP.FIELD=VALUE>', 'what if the plan said this (repeatable)', collect)
    .option('--without <name>', 'what if this person, role, team or party cannot (repeatable)', collect)
    .option('--start <time>', 'what if the run starts later (+30m) or then (22:30); its window stays')
    .option('--refine [schedules]', 'look for an order that ends the run earlier; default: 5000 tries', wholeNumber)
    .option('--runs <count>', 'how often to simulate the run; default: 10000', wholeNumber)
    .option('--seed <number>', 'the luck of the simulation; the same seed gives the same answer', wholeNumber)
    .addOption(new Option('--distribution <shape>', 'how estimates are spread; default: pert').choices(SHAPES))
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'schedule plans/night.release',
        'schedule plans/night.release --format json',
        'schedule plans/night.release --set migrate-orders.duration=50m',
        "schedule plans/night.release --set 'deploy web.by=jonas' --set window.end=+1h",
        'schedule plans/night.release --without priya --start +30m',
        'schedule plans/night.release --refine 20000',
      ]),
    )
    .action((files, options) =>
      run(async () => {
        const { schedule } = await import('../commands/schedule.ts');
        return schedule(files, { ...options, now: options.at ?? rightNow() }, streams);
      }),
    );

  program
    .command('format')
    .summary('lay plans out as everybody does')
    .description('Prints a plan in its canonical layout, or rewrites files.')
    .argument('[files...]', FILES)
    .option('--check', 'name the files that are not formatted, and exit 1 if there are any')
    .option('--write', 'rewrite the files, and name those that changed')
    .option('--stdin-path <path>', 'where standard input would lie, were it a file')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addHelpText(
      'after',
      examples(['format plans/night.release', 'format --write plans', 'format --check', 'format - < night.release']),
    )
    .action((files, options) =>
      run(async () => (await import('../commands/format.ts')).format(files, options, streams)),
    );

  program
    .command('migrate')
    .summary('write what is spelled otherwise as the language has it now')
    .description(
      'Shows, as a unified diff, what plans spell otherwise than the language has it now, and what is read all the same: words that have ' +
        'another spelling since, lengths such as "20 minutes", characters that only look alike. With --write it is written. What a plan ' +
        'says stays the same: a line that would be read otherwise is left as it is, and told.',
    )
    .argument('[files...]', 'files, folders or patterns; none: all plans below this folder')
    .option('--write', 'rewrite the files, and say of each what was done')
    .option('--check', 'change nothing, and exit 1 if there is anything to write otherwise')
    .option('--diff', 'with one of these: show the changes as well')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addHelpText('after', examples(['migrate', 'migrate plans --write', 'migrate --check --diff']))
    .action((files, options) =>
      run(async () =>
        (await import('../commands/migrate.ts')).migrate(files, { ...options, now: rightNow() }, streams),
      ),
    );

  program
    .command('diff')
    .summary('say what a change of plans means for the night')
    .description(
      'Says what is different between two versions of plans, in the terms of a release: files, or revisions of a git ' +
        'repository. One revision is compared with the working tree; none: HEAD with the working tree.',
    )
    .argument(
      '[versions...]',
      'two files, or BASE and HEAD (or BASE..HEAD, or BASE...HEAD), and behind them files that matter',
    )
    .addOption(choice('--format <format>', 'for people or for programs', formatNames('difference')))
    .option('-o, --output <path>', 'where to write it; default: standard output')
    .option('--exit-code', 'exit 1 when there are errors that were not there before')
    .option('--template', 'what is special about one plan of a train: compared with what its template gives')
    .option('--no-history', 'do not ask git what plans said when they were frozen, approved or rehearsed')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'diff',
        'diff main',
        'diff origin/main...HEAD --format markdown',
        'diff v4.1 v4.2 -- plans/night.release',
        'diff old.release new.release --format svg -o diff.svg',
        'diff HEAD~1:plans/night.release plans/night.release',
        'diff --template examples/year/plans/money-2027-01-21.release',
      ]),
    )
    .action((versions, options) =>
      run(async () => {
        const { diff } = await import('../commands/diff.ts');
        return diff(...apart(versions, args), { ...options, now: options.at ?? rightNow() }, streams);
      }),
    );
}

/** What stood in front of `--`, and what behind it: commander makes one list of both. */
function apart(given: readonly string[], all: readonly string[]): readonly [readonly string[], readonly string[]] {
  const dashes = all.indexOf('--');
  const behind = dashes < 0 ? 0 : all.length - dashes - 1;
  return [given.slice(0, given.length - behind), given.slice(given.length - behind)];
}
