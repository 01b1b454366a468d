/** Plans to and from files of other programs: written for whoever sits here, and read as plans; what is lost on the way is told. */
import type { Engine } from './engine.ts';
import { save } from './files/files.ts';
import type { PlanText } from './files/share.ts';

export interface ExchangeOptions {
  readonly engine: Engine;
  /** The plan that is shown, by its address. */
  readonly shown: () => string;
  readonly say: (message: string) => void;
}

export interface Exchange {
  /** The plans that files of other programs become, by the names of these; a sentence where one cannot be read. */
  read(
    files: readonly File[],
  ): Promise<{ readonly files: PlanText[]; readonly told: string } | { readonly trouble: string }>;
}

/** @param menu names what is written, as the page has it */
export function createExchange(menu: HTMLSelectElement, { engine, shown, say }: ExchangeOptions): Exchange {
  const known = () => engine.ask('release/formats', {});
  menu.addEventListener('change', async () => {
    const chosen = menu.value;
    menu.value = '';
    say(await exported(chosen).catch(failed));
  });

  async function exported(name: string): Promise<string> {
    const uri = shown();
    const { extension } = (await known()).written.find((one) => one.name === name)!;
    const answer = await engine.ask('release/export', { uri, format: name });
    if ('trouble' in answer) return answer.trouble;
    const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.release$/, '') + extension;
    save(
      file,
      Uint8Array.from(atob(answer.base64), (letter) => letter.charCodeAt(0)),
    );
    return `${file} is written. ${answer.missing ?? 'All of the plan is in it.'}`;
  }

  const plansOf = async (files: readonly File[]) => {
    const plans: PlanText[] = [];
    const told: string[] = [];
    for (const file of files) {
      const format = (await known()).read.find(({ extension }) => file.name.toLowerCase().endsWith(extension));
      if (!format)
        return { trouble: `What ${file.name} is, its name does not say: it ends as no format does that is read.` };
      if (file.size > format.mostBytes) return { trouble: `${file.name} is too large to be read.` };
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await engine.ask('release/import', {
        file: { name: file.name, base64: base64Of(bytes) },
        others: [],
        format: format.name,
        map: [],
      });
      if ('trouble' in answer) return { trouble: answer.trouble };
      plans.push({ name: `${file.name.slice(0, -format.extension.length) || 'plan'}.release`, text: answer.text });
      told.push(answer.report.trim());
    }
    return { files: plans, told: told.join('\n') };
  };
  return { read: (files) => plansOf(files).catch((error) => ({ trouble: failed(error) })) };
}

function failed(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  // More arguments than that no call takes.
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}
