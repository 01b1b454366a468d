import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { installInto, npm } from './npm.ts';

const version = '2.12.0';

/** The public inspector of the Model Context Protocol: its command line asks a server as agents do, and judges its schemas. */
export async function ensureInspector(): Promise<string> {
  const home = join(cacheFolder(), `mcp-inspector-${version}`);
  if (!existsSync(entry(home))) {
    console.log(`Installing the inspector of MCP (${version} from npm, 110 MB) into ${home}`);
    await installInto(home, entry, async (draft) => {
      await npm(draft, 'install', `@modelcontextprotocol/inspector@${version}`);
    });
  }
  return entry(home);
}

function entry(home: string): string {
  return join(home, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
}
