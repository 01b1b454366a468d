/** Programs that ask instead of people. */
import { realpath, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import type { Caller } from './caller.ts';
import { examples } from './options.ts';

export function addProgramCommands(program: Command, { streams, run }: Caller): void {
  program.commandsGroup('Editors and agents:');
  program
    .command('lsp')
    .summary('talk to an editor')
    .description('Runs the language server over standard input and output.')
    .option('--stdio', 'the only way there is; accepted because editors say it')
    .action(() =>
      run(async () => {
        if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
        // It begins to listen.
        await import('../../server/main.ts');
        return 0;
      }),
    );

  program
    .command('mcp')
    .summary('talk to an agent')
    .description(
      'Serves plans to agents over standard input and output, by the Model Context Protocol: they check, schedule and repair ' +
        'plans, and read the language. It reads plans below one folder, and writes nothing.',
    )
    .option('--folder <path>', 'where the plans lie; default: the current folder')
    .addHelpText('after', examples(['mcp', 'mcp --folder plans']))
    .action(({ folder = '.' }) =>
      run(async () => {
        const { mcp } = await import('../commands/mcp.ts');
        return mcp({ folder: await folderAt(folder), version: manifest.version }, streams);
      }),
    );
}

async function folderAt(path: string): Promise<string> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isDirectory()) throw new Misuse(`${named(path)} is no folder.`);
  return realpath(path);
}
