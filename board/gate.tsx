/** Gate: what must be so, what is so, who says go. And what can be called. */
import { useState } from 'preact/hooks';
import type { BoardGate } from '../view/run/board.ts';
import { CloseAnyway } from './close.tsx';
import { Icon } from './icons.tsx';
import type { Props } from './props.ts';
import { Reason } from './reason.tsx';
import { clock, minutes } from './said.ts';

export function Gates(props: Props) {
  const { board } = props;
  return (
    <div class="gates">
      {board.gates.length === 0 && <p class="panel">This plan has no gate.</p>}
      {board.gates.map((gate) => (
        <OneGate key={gate.id} {...props} gate={gate} />
      ))}
      <Calls {...props} />
      <CloseAnyway {...props} />
    </div>
  );
}

function OneGate({ board, told, say, gate }: Props & { readonly gate: BoardGate }) {
  const { zone } = board;
  const [because, setBecause] = useState('');
  const why = because.trim();
  const own = gate.votes.find(({ who }) => who === told.me);
  const isOpen = gate.decided === undefined;
  const isOwner = !told.isKnown || told.me === board.owner;
  const old = gate.criteria.filter(({ old: isOld }) => isOld);
  const reason = why && { because: why };
  return (
    <section class="gate" aria-label={gate.title ?? gate.label}>
      <h2>
        {gate.title ?? gate.label}{' '}
        <span class="tag">
          {gate.decided ? `${gate.decided.as}, ${gate.decided.by} ${clock(gate.decided.at, zone)}` : gate.progress}
        </span>
        {isOpen && (
          <span class="right">
            decision due <b>{clock(gate.due, zone)}</b>
            {gate.due >= board.now
              ? `, ${minutes(gate.due - board.now)} left`
              : `, ${minutes(board.now - gate.due)} late`}
          </span>
        )}
      </h2>
      <div class="columns">
        <div class="panel">
          <h3>Criteria</h3>
          <table>
            <thead>
              <tr>
                <th>criterion</th>
                <th>value</th>
                <th>wanted</th>
                <th>age</th>
              </tr>
            </thead>
            <tbody>
              {gate.criteria.map(({ subject, wanted, measure, met, old: isOld }) => (
                <tr>
                  <td>
                    <Icon of={met === undefined ? 'waiting' : met ? 'done' : 'failed'} /> {subject}
                  </td>
                  <td>
                    <b>{measure?.value ?? '–'}</b>
                  </td>
                  <td>{wanted}</td>
                  <td>
                    {measure ? (
                      isOld && isOpen ? (
                        <b>{minutes(board.now - measure.at)} · ask again</b>
                      ) : (
                        minutes(board.now - measure.at)
                      )
                    ) : (
                      'nobody has measured it'
                    )}
                  </td>
                </tr>
              ))}
              {gate.needs.map(({ what, met }) => (
                <tr>
                  <td>
                    <Icon of={met === undefined ? 'waiting' : met ? 'done' : 'failed'} /> {what}
                  </td>
                  <td>
                    <b>{met === undefined ? '–' : met ? 'yes' : 'no'}</b>
                  </td>
                  <td>needed</td>
                  <td>{met === undefined ? 'the plan does not say' : 'plan'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {gate.noGo && (
            <p>
              <b>No-go means</b> {gate.noGo}.
            </p>
          )}
        </div>
        <div class="panel">
          <h3>Votes</h3>
          <ul class="votes">
            {gate.votes.map(({ who, as, at, because: reasoned }) => (
              <li>
                <Icon
                  of={as === undefined ? 'waiting' : as === 'go' ? 'done' : as === 'no-go' ? 'failed' : 'skipped'}
                />{' '}
                <b>{who}</b> {as ?? 'not voted'}
                {reasoned && <q>{reasoned}</q>}
                <span class="right">{at !== undefined && clock(at, zone)}</span>
              </li>
            ))}
          </ul>
          {/* A no-go asks for none. */}
          {gate.decided?.as !== 'no-go' && (
            <p class="quorum">
              {gate.quorum ? 'What the plan asks is there.' : `No quorum: ${gate.lacking.join(', ')}.`}
            </p>
          )}
          {isOpen && told.may && (
            <>
              <Reason value={because} put={setBecause} />
              {(own || !told.isKnown) && (
                <div class="actions">
                  <button type="button" class="primary" onClick={() => say({ vote: gate.id, as: 'go', ...reason })}>
                    I vote go
                  </button>
                  <button
                    type="button"
                    disabled={!why}
                    onClick={() => say({ vote: gate.id, as: 'no-go', because: why })}
                  >
                    no-go
                  </button>
                  <button
                    type="button"
                    disabled={!why}
                    onClick={() => say({ vote: gate.id, as: 'abstain', because: why })}
                  >
                    abstain
                  </button>
                </div>
              )}
              {isOwner && (
                <div class="actions">
                  <button
                    type="button"
                    disabled={!gate.quorum && !why}
                    onClick={() => say({ decide: gate.id, as: 'go', ...reason })}
                  >
                    Decide go{!gate.quorum && ', without quorum: reason'}
                  </button>
                  <button
                    type="button"
                    class="danger"
                    disabled={!why}
                    onClick={() => say({ decide: gate.id, as: 'no-go', because: why })}
                  >
                    Decide no-go: reason
                  </button>
                </div>
              )}
            </>
          )}
          {isOpen && old.length > 0 && (
            <p class="dim">Old: {old.map(({ subject }) => subject).join(', ')}. A decision names it.</p>
          )}
        </div>
      </div>
    </section>
  );
}

/** A second tap says what follows. */
function Calls({ board, told, say }: Props) {
  const [asked, ask] = useState<string | undefined>();
  const [because, setBecause] = useState('');
  const isOwner = !told.isKnown || told.me === board.owner;
  if (board.calls.length === 0 || board.phase !== 'open' || !told.may || !isOwner) return null;
  const { decision, zone } = board;
  return (
    <section class="panel calls" aria-label="Way back">
      <h2>Way back</h2>
      {board.calls.map(({ id, label }) =>
        asked === id ? (
          <fieldset class="dialog">
            <legend class="sr">{`Call ${label}`}</legend>
            <p>
              {decision && decision.minutes > 0
                ? `It takes ${minutes(decision.minutes)}: users are back ${clock(decision.backBy, zone)}. `
                : ''}
              Everything that is not done is called off.
            </p>
            <Reason value={because} put={setBecause} />
            <div class="actions">
              <button
                type="button"
                class="danger"
                disabled={!because.trim()}
                onClick={() => say({ call: id, because: because.trim() })}
              >
                Call {label} now
              </button>
              <button type="button" onClick={() => ask(undefined)}>
                Back
              </button>
            </div>
          </fieldset>
        ) : (
          <button type="button" onClick={() => ask(id)}>
            Call {label}…
          </button>
        ),
      )}
    </section>
  );
}
