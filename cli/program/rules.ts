/** What is checked, and by which rules. */
import type { Command } from 'commander';
import { PACKS } from '../../plan/policies/pack.ts';
import type { Caller } from './caller.ts';
import { choice, examples } from './options.ts';

export function addRuleCommands(program: Command, { streams, run }: Caller): void {
  program.commandsGroup('Rules:');
  program
    .command('explain')
    .summary('say what a check finds and why it matters')
    .description('Says what a check finds, why it matters, how severe it is, and shows a plan with it and without.')
    .argument('[code]', 'the code of a check; none: lists them all')
    .option('--list', 'list all checks')
    .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json', 'markdown']))
    .addHelpText(
      'after',
      examples([
        'explain backup-missing',
        'explain --list',
        'explain --list --format json',
        'explain cycle --format markdown',
      ]),
    )
    .action((code, options) =>
      run(async () => (await import('../commands/explain.ts')).explain(code, options, streams)),
    );

  program
    .command('policy')
    .summary('say which checks hold for a release, and who says so')
    .description(
      'Prints every check with its severity and parameters as they hold for a release, and where each of them comes from: ' +
        'the check itself, the kind of the release, a pack, or the line of a policy.',
    )
    .argument('<file>', 'a plan, or - for standard input')
    .option('--release <name>', 'which release of the file; default: all')
    .option('--kind <kind>', 'what would hold for any release of this kind')
    .addOption(choice('--format <format>', 'for people or for programs', ['table', 'json']))
    .addHelpText('after', `\nPacks to build on, with \`policy from NAME\` in a plan:\n${packs()}`)
    .addHelpText('after', examples(['policy plans/night.release', 'policy shared/acme.release --kind emergency']))
    .action((file, options) => run(async () => (await import('../commands/policy.ts')).policy(file, options, streams)));
}

function packs(): string {
  const width = Math.max(...PACKS.map(({ name }) => name.length));
  return PACKS.map(({ name, forWhom }) => `  ${name.padEnd(width)}  ${forWhom}`).join('\n');
}
