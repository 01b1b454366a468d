/** What is asked of many plans at once. */
import type { Command } from 'commander';
import { rightNow } from '../moment.ts';
import type { Caller } from './caller.ts';
import { at, choice, collect, examples, FILES, moment, wholeNumber } from './options.ts';

export function addCommandsAcross(program: Command, { streams, run }: Caller): void {
  program.commandsGroup('All plans:');
  program
    .command('next')
    .summary('write the next plan of a train')
    .description(
      'Writes the next plan of a train from its template: with the date of its cadence, its version and number, whoever is on duty, and ' +
        'what the last release left open. The train names it from then on. Where the next departure has a plan, nothing changes.',
    )
    .argument('[train]', 'the name of the train; default: the one there is')
    .argument('[folder]', 'where its plans are', '.')
    .option('-o, --out <folder>', 'the folder for the plan; default: where the last one lies, else the train')
    .option('--dry-run', 'print the plan, and write nothing')
    .option('--take-over', 'estimate what took longer in the night before as its log says')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addOption(at())
    .addHelpText(
      'after',
      examples(['next', 'next weekly', 'next weekly plans --out plans/2026', 'next weekly --dry-run']),
    )
    .action((train, folder, options) =>
      run(async () =>
        (await import('../commands/across/next.ts')).next(
          train,
          folder,
          { ...options, now: options.at ?? rightNow() },
          streams,
        ),
      ),
    );

  program
    .command('today')
    .summary('show what is overdue, goes on, is due today and is decided next')
    .description(
      'Shows over all plans what is overdue, what goes on, what begins or is due today, what is decided in the next days and what else they ' +
        'bring: for everybody, or for one.',
    )
    .argument('[files...]', FILES)
    .option(
      '--for <name>',
      'only what has to do with this person, team, system, environment or release (repeatable)',
      collect,
    )
    .option('--days <number>', 'how many days behind today; default: 7', wholeNumber)
    .option('--zone <zone>', 'whose day it is, and whose times are told; default: the zone of this machine')
    .addOption(choice('--group <group>', 'by time, or by person', ['time', 'person']))
    .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json']))
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addOption(at())
    .addHelpText(
      'after',
      examples(['today', 'today plans --for priya', 'today --group person --days 14', 'today --format json']),
    )
    .action((files, options) =>
      run(async () =>
        (await import('../commands/across/today.ts')).today(
          files,
          { ...options, now: options.at ?? rightNow() },
          streams,
        ),
      ),
    );

  program
    .command('calendar')
    .summary('show what all plans have in the next months, and what clashes')
    .description(
      'Shows the releases, trains, rehearsals, tests, freezes, maintenance and events of all plans in order of time, and what of them clashes; ' +
        'or what would be if there were another freeze, or somebody were away.',
    )
    .argument('[files...]', FILES)
    .option('--months <number>', 'how many; default: 3', wholeNumber)
    .addOption(moment('--from <time>', 'its first day; default: that of --at'))
    .option(
      '--for <name>',
      'only what has to do with this person, team, system, environment, release or train (repeatable)',
      collect,
    )
    .option('--zone <zone>', 'whose days its first and last are; default: the zone of this machine')
    .option('--what-if <line>', 'what if a shared file said this (repeatable)', collect)
    .option(
      '--without <absence>',
      'what if somebody were away: "priya from 2026-12-20 until 2027-01-03" (repeatable)',
      collect,
    )
    .addOption(choice('--format <format>', 'for people or for programs', ['text', 'html', 'ics', 'json']))
    .option('-o, --output <path>', 'where to write it; default: standard output')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .option(
      '--store <where>',
      'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
    )
    .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'calendar',
        'calendar plans --months 6 --format html -o calendar.html',
        'calendar --for priya --for orders-db',
        'calendar plans --format ics -o changes.ics',
        "calendar --what-if 'freeze summer of production from 2027-07-01 until 2027-08-15' --months 12",
        "calendar --without 'priya from 2026-12-20 until 2027-01-03'",
      ]),
    )
    .action((files, options) =>
      run(async () =>
        (await import('../commands/across/calendar.ts')).calendar(
          files,
          { ...options, now: options.at ?? rightNow() },
          streams,
        ),
      ),
    );

  program
    .command('slot')
    .summary('find the next window in which nothing is in the way')
    .description(
      'Looks for the next windows of a release in which nobody and nothing that it takes is booked by other plans, frozen or away, and says ' +
        'for each what moves with it. The file stays as it is. Exits 1 when there is none within a year.',
    )
    .argument('<file>', 'a plan')
    .option('--count <number>', 'how many; default: 3', wholeNumber)
    .addOption(moment('--from <time>', 'not before that; default: the window it has'))
    .option('--release <name>', 'which release of the file; default: the only one')
    .option('--beside <folder>', 'where the other plans are; default: the folder of the file')
    .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json']))
    .option(
      '--store <where>',
      'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
    )
    .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
    .addOption(at())
    .addHelpText('after', examples(['slot plans/night.release', 'slot plans/night.release --count 5 --format json']))
    .action((file, options) =>
      run(async () =>
        (await import('../commands/across/slot.ts')).slot(file, { ...options, now: options.at ?? rightNow() }, streams),
      ),
    );

  program
    .command('publish')
    .summary('tell plans of other repositories what these take')
    .description(
      'Puts into a store whom and what the plans take when, what they freeze and by which change records they go, with the repository and its ' +
        'revision: without titles and texts. What is gone from the folder is withdrawn. `check`, `calendar` and `slot` ask a store with --store.',
    )
    .argument('[files...]', FILES)
    .requiredOption(
      '--store <where>',
      'a folder, such as a git checkout that all share, or a database: postgres://…; an empty one becomes a store',
    )
    .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
    .option('--revision <name>', 'default: HEAD')
    .option('--titles', 'also what steps and meetings are called')
    .option('--no-ignore', 'take in what .releaseignore leaves out')
    .addOption(at())
    .addHelpText(
      'after',
      examples([
        'publish --store ../release-calendar',
        'publish plans --store postgres://db.example.org/plans --repository acme/shop',
      ]),
    )
    .action((files, options) =>
      run(async () =>
        (await import('../commands/across/publish.ts')).publish(
          files,
          { ...options, now: options.at ?? rightNow() },
          streams,
        ),
      ),
    );
}
