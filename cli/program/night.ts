/** The night itself: its board and its log. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { RUN_REPORT_FORMATS } from '../../exchange/reports/run-report.ts';
import { LOG_VERBS } from '../../plan/log/events.ts';
import { Misuse } from '../misuse.ts';
import type { Caller } from './caller.ts';
import { at, choice, collect, examples, moment, releaseOption, wholeNumber } from './options.ts';

export function addNightCommands(program: Command, { streams, run }: Caller): void {
  program.commandsGroup('The night:');
  const night = program
    .command('run')
    .enablePositionalOptions()
    .summary('run a night from its plan')
    .description(
      'Serves the board of a night on this machine: who does what now and next, until when it can be decided to go back, when it ' +
        'ends. What people say is noted in a log beside the plan.',
    )
    .argument('[file]', 'a plan')
    .option('--port <number>', 'where to listen; default: a free one', wholeNumber, 0)
    .option('--listen <host:port>', 'for others than this machine; wants --tls-cert and --tls-key')
    .option('--tls-cert <file>', 'the certificate, as PEM')
    .option('--tls-key <file>', 'its key, as PEM')
    .option('--insecure', 'with --listen: without TLS, a board that can only be read')
    .addOption(
      new Option('--clock <factor>', 'a training: the night goes so many times as fast, such as 60x').argParser(factor),
    )
    .option('--hook <url>', 'post each line there as JSON with a text, so that a chat room follows')
    .addOption(moment('--begin <time>', 'with --clock: when it begins; default: when the run does'))
    .addHelpText(
      'after',
      examples([
        'run plans/night.release',
        'run plans/night.release --clock 60x',
        'run plans/night.release --listen board.example.org:8443 --tls-cert board.pem --tls-key board-key.pem',
      ]),
    )
    .action((file, options) =>
      run(async () => {
        if (file === undefined) throw new Misuse('Name the plan of the night: release-plan run plans/night.release');
        return (await import('../commands/run/board.ts')).runBoard(file, options, streams);
      }),
    );

  night
    .command('links')
    .summary('make the links of people, machines and readers, and of calendars')
    .description(
      'Makes a link for everybody whom the plan asks and who has none. A secret is shown once; its hash is kept.',
    )
    .argument('<file>', 'a plan')
    .requiredOption('--board <address>', 'where the board is, such as https://board.example.org:8443/')
    .option('--for <name>', 'a new one for them alone (repeatable)', collect)
    .option('--machine <name>', 'one for a pipeline or a monitor, which does not vote (repeatable)', collect)
    .option('--reader <name>', 'one for the page without names (repeatable)', collect)
    .option(
      '--calendar <name>',
      'the address of a calendar of what concerns them, to subscribe to (repeatable)',
      collect,
    )
    .option('--revoke <name>', 'theirs leads nowhere any more (repeatable)', collect)
    .addHelpText('after', examples(['run links plans/night.release --board https://board.example.org:8443/']))
    .action((file, options) =>
      run(async () => (await import('../commands/run/links.ts')).runLinks(file, options, streams)),
    );

  night
    .command('log')
    .summary('print what happened')
    .description('Prints the log of a run for people, each line with its time, who says it and what.')
    .argument('<file>', 'a plan')
    .addOption(choice('--format <format>', 'for people or for programs', ['table', 'json']))
    .addHelpText('after', examples(['run log plans/night.release', 'run log plans/night.release --rehearsal second']))
    .action((file, options) =>
      run(async () => (await import('../commands/run/log.ts')).showLog(file, options, streams)),
    );

  night
    .command('export')
    .summary('write the log of all machines as one file')
    .description('Writes the events of a run, each once and in order, as JSON Lines.')
    .argument('<file>', 'a plan')
    .option('-o, --output <path>', 'where to write it; default: standard output')
    .option('--anonymous', 'roles in the place of the names of people')
    .addHelpText(
      'after',
      examples(['run export plans/night.release -o night.runlog.jsonl', 'run export plans/night.release --anonymous']),
    )
    .action((file, options) =>
      run(async () => (await import('../commands/run/export.ts')).exportRun(file, options, streams)),
    );

  night
    .command('verify')
    .summary('say whether the log can be read whole, and what is out of order')
    .description(
      'Reads the log of a run, and names each line that cannot be read and what was said out of order. Exits 1 where a line cannot be read.',
    )
    .argument('<file>', 'a plan')
    .addHelpText('after', examples(['run verify plans/night.release']))
    .action((file, options) =>
      run(async () => (await import('../commands/run/verify.ts')).verifyRun(file, options, streams)),
    );

  night
    .command('sheet')
    .summary('take what a filled-in run sheet says of the night into its log')
    .description(
      'Reads a run sheet that came back (CSV, a workbook, a table) and makes lines of the log of its columns “Actual start” and “Actual end”. ' +
        'Shows them, and notes them with --write; what the log says already is not said again.',
    )
    .argument('<file>', 'a plan')
    .argument('<sheet>', 'the run sheet')
    .requiredOption('--by <name>', 'who brings it')
    .option('--write', 'note what was shown')
    .option('--format <format>', 'what the sheet is; default: what its name says')
    .option('--zone <zone>', 'of its times; default: that of the release')
    .option('--map <head=field>', 'which field a column is (repeatable)', collect)
    .addHelpText('after', examples(['run sheet plans/night.release night.xlsx --by mara']))
    .action((file, sheet, options) =>
      run(async () => (await import('../commands/run/sheet.ts')).sheetOfRun(file, sheet, options, streams)),
    );

  night
    .command('report')
    .summary('draft the review of a night')
    .description(
      'Planned against actual for each step, what was out of order and why, decisions with their votes, what to take over.',
    )
    .argument('<file>', 'a plan')
    .addOption(choice('--format <format>', 'for people or for programs', RUN_REPORT_FORMATS))
    .option('-o, --output <path>', 'where to write it; default: standard output')
    .addOption(at('the moment of the report; default: when the run was closed, else now'))
    .addHelpText(
      'after',
      examples(['run report plans/night.release', 'run report plans/night.release --format html -o night.html']),
    )
    .action((file, options) =>
      run(async () => (await import('../commands/run/report.ts')).reportRun(file, options, streams)),
    );

  night
    .command('results')
    .summary('write what a night has shown into its plan')
    .description(
      'Of a rehearsal how it went and how long its steps took; of the night what was done, and when. Shows what would change in the plan, as a unified ' +
        'diff; says what has no place in it.',
    )
    .argument('<file>', 'a plan')
    .option('--write', 'change the plan')
    .addHelpText(
      'after',
      examples(['run results plans/night.release --rehearsal second', 'run results plans/night.release --write']),
    )
    .action((file, options) =>
      run(async () => (await import('../commands/run/results.ts')).resultsOfRun(file, options, streams)),
    );

  night
    .command('paper')
    .summary('the sheet of the night as of now, to print')
    .description(
      'Steps with their times, what was noted of them, and room for times and names by hand; gates, ways back, how everybody is reached. What is written ' +
        'on it goes back into the log with `run event`.',
    )
    .argument('<file>', 'a plan')
    .option('-o, --output <path>', 'where to write it, as HTML; default: standard output')
    .addOption(at('as of when; default: now'))
    .addHelpText('after', examples(['run paper plans/night.release -o night.html']))
    .action((file, options) =>
      run(async () => (await import('../commands/run/paper.ts')).paperOfRun(file, options, streams)),
    );

  night
    .command('event')
    .summary('add a line to the log from a script or by hand')
    .description(
      `Adds an event to the log of a run, into the files beside the plan or through a board. Verbs: ${LOG_VERBS.join(', ')}.`,
    )
    .argument('<verb>', 'what happened')
    .argument('[about]', 'the step, or whatever the verb is about')
    .option('--plan <file>', 'the plan; default: the only one below this folder', '.')
    .option('--board <address>', 'the address of a board, with the key of a link behind it')
    .option('--by <name>', 'who says it')
    .addOption(at('when it happened; default: now'))
    .option('--because <text>', 'why')
    .option('--note <text>', 'whatever else is to be known')
    .option('--to <name>', 'of hand: to whom')
    .addOption(new Option('--minutes <count>', 'of delay: so many more').argParser(minutes))
    .addOption(new Option('--as <answer>', 'of vote and decide').choices(['go', 'no-go', 'abstain', 'later']))
    .option('--value <text>', 'of measure: what it is')
    .option('--from <name>', 'of measure: where it was read')
    .addOption(moment('--until <time>', 'of decide --as later: until when'))
    .option('--link <address>', 'of evidence: where it is')
    .addHelpText(
      'after',
      examples([
        'run event open --by mara --plan plans/night.release',
        'run event done "deploy payments-api" --by sam --note "build 4711"',
        'run event measure "Error rate" --value "0.06 %" --from grafana --board http://127.0.0.1:4242/#k=…',
      ]),
    )
    .action((verb, about, options) =>
      run(async () => (await import('../commands/run/event.ts')).addEvent(verb, about, options, streams)),
    );

  // Whose log it is.
  for (const command of [night, ...night.commands]) {
    command.addOption(releaseOption()).addOption(rehearsalOption());
    if (command.name() === 'links') continue;
    command.addOption(runStoreOption()).addOption(runRepositoryOption());
    if (command !== night && command.name() !== 'results') command.addOption(trainingOption());
  }
}

function rehearsalOption(): Option {
  return new Option('--rehearsal <name>', 'a rehearsal of it, which has a log of its own');
}

function runStoreOption(): Option {
  return new Option('--store <address>', 'its log lies in a database, postgres://…, and not beside the plan');
}

function runRepositoryOption(): Option {
  return new Option('--repository <name>', 'by what name this repository is there; default: where it was cloned from');
}

function trainingOption(): Option {
  return new Option('--training', 'what was played with `run --clock`, which has a log of its own');
}

function factor(text: string): number {
  const match = /^(\d{1,4})x?$/.exec(text);
  if (!match || Number(match[1]) === 0) throw new InvalidArgumentError('It must be a whole number, such as 60x.');
  return Number(match[1]);
}

function minutes(text: string): number {
  if (!/^[+-]?\d{1,5}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of minutes, such as 10 or -5.');
  return Number(text);
}
