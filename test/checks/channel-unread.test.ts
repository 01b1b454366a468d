/** A message goes over each of its channels; whoever it is for must read one of them, and each must be read by somebody. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { active, analyseText, judgedText } from './marked.ts';

const plan = (message: string) =>
  standardRelease(
    `
    person ann
    person bob
    service web
    audience shops {
      channels email, radio
      uses     web
    }
    audience offices {
      channels chat
    }
    audience anybody
    `,
    `
    run {
      deploy web 10m by bob undo 5m
      verify web 10m by ann
    }
    ${message} after run
    `,
  );

const told = (message: string) =>
  active(analyseText(plan(message)).findings)
    .filter(({ code }) => ['channel-unread', 'syntax'].includes(code))
    .map((finding) => finding.message);

test('an audience is told over a channel that it reads', () => {
  expect(told('notify shops "Done" by ann via email')).toEqual([]);
  expect(told('notify shops "Done" by ann via radio, email')).toEqual([]);
  expect(told('notify shops "Done" by ann')).toEqual([]);
  expect(told('notify shops "Done" by ann via fax')).toEqual([
    '`notify shops` goes over `fax`, and `shops` reads only `email` and `radio`, so they are not reached; send it over one of ' +
      'these, or add `fax` to the `channels` of `shops`.',
  ]);
});

test('one channel too many is told, and is no reason to tell of the others', () => {
  expect(told('notify shops "Done" by ann via email, fax')).toEqual([
    '`notify shops` goes over `fax`, and `shops` reads only `email` and `radio`; send it over one of these, or add `fax` to the ' +
      '`channels` of `shops`.',
  ]);
});

test('of several audiences each has one channel, and who says none reads any', () => {
  expect(told('notify shops, offices "Done" by ann via email, chat')).toEqual([]);
  expect(told('notify shops, offices "Done" by ann via email')).toEqual([
    '`notify shops, offices` goes over `email`, and `offices` reads only `chat`, so they are not reached; send it over that, or ' +
      'add `email` to the `channels` of `offices`.',
  ]);
  expect(told('notify shops, anybody "Done" by ann via email, fax')).toEqual([]);
  expect(told('notify shops, ann "Done" by bob via fax')).toHaveLength(1);
});

test('messages that make the same slip are one finding, whose repair mends all of them', () => {
  const { analysis, fixesOf } = judgedText(
    plan('notify shops "We come" by ann via fax at T-2d\n    notify shops "Done" by ann via fax'),
  );
  const own = analysis.findings.filter(({ code }) => code === 'channel-unread');
  expect(own.map(({ message }) => message)).toEqual([expect.stringMatching(/^2 messages go over `fax`/)]);
  expect(own[0]!.related.map(({ message }) => message)).toEqual(['`notify shops`', '`notify shops`']);
  expect(fixesOf(own[0]!).map(({ edits }) => edits.length)).toEqual([2, 2]);
});

test('what is sent is sent', () => {
  expect(told('notify shops "Done" by ann via fax done')).toEqual([]);
});

test('the repair takes the channel that is spelled alike, else offers those that the message does not use', () => {
  const repairs = (message: string) => {
    const { analysis, fixesOf } = judgedText(plan(message));
    const own = analysis.findings.filter(({ code }) => code === 'channel-unread');
    return own.flatMap((finding) => fixesOf(finding).map(({ title }) => title));
  };
  expect(repairs('notify shops "Done" by ann via emial')).toEqual(['Send it via `email`']);
  expect(repairs('notify shops "Done" by ann via email, fax')).toEqual(['Send it via `radio`']);
});

test('a checklist names all of them', () => {
  const analysis = analyseText(plan('notify shops "Done" by ann via email, radio'));
  expect(renderChecklist(analysis, analysis.schedules[0]!)).toContain('via email, radio');
});
