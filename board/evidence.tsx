/** What shows that a step was done: what the plan asks for, what was given, and room for more. */
import { useState } from 'preact/hooks';
import type { Said } from '../plan/log/events.ts';
import type { BoardStep } from '../view/run/board.ts';
import type { Props } from './props.ts';
import { clock } from './said.ts';

export function Evidence({ board, told, say, step }: Props & { readonly step: BoardStep }) {
  const [text, put] = useState('');
  if (!step.evidence) return null;
  const { asked, given } = step.evidence;
  if (asked.length + given.length === 0 && !told.may) return null;
  return (
    <details class="evidence" open={asked.length > 0}>
      <summary>
        Evidence{' '}
        <span class="dim">{given.length > 0 ? `${given.length} given` : asked.length > 0 ? 'asked for' : ''}</span>
      </summary>
      {asked.length > 0 && <p>Asked for: {asked.join('; ')}</p>}
      <ul>
        {given.map(({ by, at, link, note }) => (
          <li>
            {link !== undefined && <Link to={link} />} {note}{' '}
            <span class="dim">{`${by} ${clock(at, board.zone)}`}</span>
          </li>
        ))}
      </ul>
      {told.may && (
        <form
          class="actions"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (text.trim()) say(shownBy(step.id, text.trim()));
            put('');
          }}
        >
          <label class="grow">
            a link, or what was seen
            <input value={text} maxLength={500} onInput={({ currentTarget }) => put(currentTarget.value)} />
          </label>
          <button type="submit" disabled={!text.trim()}>
            Attach
          </button>
        </form>
      )}
    </details>
  );
}

const WEB = /^https?:\/\/\S+/;

/** `https://… the export` is a link with words. */
function shownBy(step: string, text: string): Said {
  const [link] = WEB.exec(text) ?? [];
  const note = text.slice(link?.length ?? 0).trim();
  return { evidence: step, ...(link !== undefined && { link }), ...(note !== '' && { note }) };
}

/** Whatever else somebody calls a link stays text. */
function Link({ to }: { readonly to: string }) {
  if (!WEB.test(to)) return <>{to}</>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {to}
    </a>
  );
}
