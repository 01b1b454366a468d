/** Log: what was said, the last line first. */
import { useState } from 'preact/hooks';
import type { Props } from './props.ts';
import { Reason } from './reason.tsx';
import { seconds } from './said.ts';

export function Log({ board, told, say }: Props) {
  const [note, setNote] = useState('');
  const [asked, ask] = useState<string | undefined>();
  const [because, setBecause] = useState('');
  const time = (at: string) => seconds(Date.parse(at), board.zone);
  return (
    <div class="log">
      {told.may && told.me !== undefined && (
        <form
          class="panel actions"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (note.trim()) say({ note: note.trim() });
            setNote('');
          }}
        >
          <label class="grow">
            note
            <input value={note} maxLength={1000} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
          </label>
          <button type="submit">Note it</button>
        </form>
      )}
      <div role="log" aria-live="off" aria-label="What was said">
        <ol class="panel">
          {told.waiting.toReversed().map((event) => (
            <li class="waits">
              <time>{time(event.at)}</time> <b>{event.by}</b> waits to be sent
            </li>
          ))}
          {told.lines.toReversed().map((line) => (
            <li class={line.taken ? 'taken' : ''}>
              <time>{time(line.at)}</time> <b>{line.by}</b> <span>{line.said}</span>
              {line.came && <span class="dim"> came {time(line.came)}</span>}
              {told.may && !line.taken && line.by === told.me && asked !== line.id && (
                <button type="button" class="link right" onClick={() => ask(line.id)}>
                  correct…
                </button>
              )}
              {asked === line.id && (
                <span class="dialog">
                  <Reason value={because} put={setBecause} />
                  <button
                    type="button"
                    disabled={!because.trim()}
                    onClick={() => {
                      say({ correct: line.id, because: because.trim() });
                      ask(undefined);
                      setBecause('');
                    }}
                  >
                    Take it back
                  </button>
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
