/** The line over the pictures: why there is no new one, and what lines that cannot be read mean for the numbers. */
import type { Pictures } from '../../../view/pictures.ts';

export interface Banner {
  say(message: string, file?: string, line?: number): void;
  /** While a line cannot be read: what that means, a link to each line, and the picture from before dimmed. */
  warn(unread: Pictures['unread']): void;
  /** What is drawn is from before. */
  dim(isEarlier: boolean): void;
}

/** More would push the picture out of sight. */
const LINKS = 4;

export function createBanner(
  panes: Iterable<HTMLElement>,
  { reveal }: { readonly reveal: (file: string, line: number) => void },
): Banner {
  const all = [...panes];
  const banner = document.getElementById('banner')!;

  const linkTo = (file: string, line: number, label: string) => {
    const link = document.createElement('button');
    link.type = 'button';
    link.textContent = label;
    link.addEventListener('click', () => reveal(file, line));
    return link;
  };

  const say = (message: string, file?: string, line?: number) => {
    const text = document.createElement('span');
    text.textContent = `${message} `;
    banner.replaceChildren(text);
    if (file === undefined || line === undefined) return;
    banner.append(linkTo(file, line, `Go to line ${line + 1}`));
  };

  const dim = (isEarlier: boolean) => {
    for (const pane of all) pane.classList.toggle('rp-earlier', isEarlier);
  };

  return {
    say,
    dim,
    warn(unread) {
      dim(unread?.isEarlier ?? false);
      banner.classList.toggle('rp-unread', unread !== undefined);
      if (banner.firstChild) banner.replaceChildren();
      if (!unread) return;
      say(`${unread.text} →`);
      for (const { file, line, label } of unread.lines.slice(0, LINKS)) banner.append(linkTo(file, line, label), ' ');
      if (unread.lines.length > LINKS) banner.append(`and ${unread.lines.length - LINKS} more`);
    },
  };
}
