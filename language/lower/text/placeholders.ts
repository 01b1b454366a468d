/** Text that stands for text to come: `"TBD"`, `"Vendor: ?"`, `"Threshold, to be defined"`, `"[link here]"`. */
import type { IToken } from 'chevrotain';
import { type Place, TBD } from '../../../plan/model.ts';
import { contains } from '../../../plan/place.ts';
import { ofText } from '../../../plan/remembered.ts';
import { endsStatement } from '../../parse/lexer.ts';
import type { Parsed } from '../../parse/parser.ts';
import { rangeOf } from '../../parse/tokens.ts';
import { FILLED_IN } from '../steps/message-texts.ts';

/** A runbook or template: `{number}` in its texts is what is given for that parameter. */
interface Parametrised {
  readonly place: Place;
  readonly parameters: readonly { readonly name: string }[];
}

export function findPlaceholders(
  file: string,
  parsed: Parsed,
  parametrised: readonly Parametrised[],
): { readonly text: string; readonly place: Place }[] {
  const { tokens } = parsed;
  const found: { text: string; place: Place }[] = [];
  let opener: string | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const name = token.tokenType.name;
    if (endsStatement(token)) opener = name;
    // `link tbd` says so itself: `still-open` asks for it.
    if (token.image === TBD) continue;
    if (name !== 'STRING' && name !== 'URL' && name !== 'ID') continue;
    const [before, earlier] = [tokens[i - 1]?.tokenType.name, tokens[i - 2]?.tokenType.name];
    // An issue is what is open, and the title of one says what, wherever on its line.
    if (name === 'STRING' && opener === 'issue') continue;
    const open =
      name === 'STRING'
        ? (standingForText(withoutParameters(wordsOf(token.image, before, earlier), token, file, parametrised)) ??
          (CHANGES.has(opener ?? '') ? ASKS.exec(token.image.slice(1, -1))?.[0] : undefined))
        : name === 'URL'
          ? standingForText(token.image.replaceAll('?', ''))
          : IS_NOTE.exec(token.image)?.[0];
    if (open !== undefined) found.push({ text: excerpt(token.image, open), place: { file, range: rangeOf(token) } });
  }
  return found;
}

/** What is done to something is no question: `migrate stock "Stock: check if there are changes?"`. A look, a gate and a meeting may ask. */
const CHANGES: ReadonlySet<string> = new Set([
  'backup',
  'configure',
  'deploy',
  'migrate',
  'restore',
  'start',
  'stop',
  'switch',
]);
const ASKS = /[^\s?]\?$/u;

function withoutParameters(text: string, token: IToken, file: string, parametrised: readonly Parametrised[]): string {
  if (!text.includes('{')) return text;
  const place = { file, range: rangeOf(token) };
  const around = parametrised.find((one) => contains(one.place, place));
  return around?.parameters.reduce((rest, { name }) => rest.replaceAll(`{${name}}`, ''), text) ?? text;
}

/** What the words of a message fill in is no text to come. */
function wordsOf(image: string, before: string | undefined, earlier: string | undefined): string {
  const text = image.replace(/^"|"$/g, '');
  return before === 'text' || earlier === 'text' ? text.replace(FILLED_IN, '') : text;
}

/** Whether somebody has still to write what is meant. */
export function standsForText(text: string): boolean {
  return standingForText(text) !== undefined;
}

/** The same words stand in many steps, of one plan and of thousands. */
const standingForText = ofText(standingIn);

/** What of it somebody has still to write. What is only about such notes ("Review all TODO notes") is written. */
function standingIn(text: string): string | undefined {
  if (ABOUT_NOTES.test(text)) return undefined;
  for (const pattern of PATTERNS) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return found;
  }
  // What a command is given is known when it is run.
  return COMMAND.test(text) ? undefined : ANYTHING_NAMED.exec(text)?.[0];
}

/** What is to be written with the words around it: of a long message nobody looks for it (`… Valid through [date]. If you …`). */
function excerpt(image: string, open: string): string {
  const at = image.indexOf(open);
  if (image.length <= SHORT || at < 0) return image;
  const end = at + open.length;
  // Whole words, but for one that is longer than what is shown.
  const before = image.slice(0, at);
  const behind = image.slice(end);
  const first = at <= AROUND ? before : `… ${before.slice(-AROUND).replace(/^\S*\s+/, '')}`;
  const last = behind.length <= AROUND ? behind : `${behind.slice(0, AROUND).replace(/\s+\S*$/, '')} …`;
  return `${first}${open}${last}`;
}

/** As many characters are read at a glance. */
const SHORT = 60;
const AROUND = 20;

const NOTE = 'TODO|TBD|TBA|TBC|FIXME|XXX';
/** A number to come: `CHGXXXXXXX`, `CHG00XXXXX`, `INC0000000`. */
const NUMBER = '[A-Z]{2,6}[-_#]?(?:\\d*X{4,}|0{5,})';
const IS_NOTE = new RegExp(`^(?:${NOTE}|${NUMBER}|[A-Z]{2,6}-X{2,})$`);
const ABOUT_NOTES = new RegExp(
  `\\b(all|any|every|each|no|the|remaining|open|old|last)\\s+(${NOTE})s?\\b|\\b(${NOTE})('?s\\b|[\\s-]+(notes?|items?|comments?|markers?|marks?|tags?|lists?|entries|points?|tickets?)\\b)`,
  'i',
);

/** What says the whole of a text, or a part of it that punctuation sets apart. */
const apart = (words: string) => new RegExp(`(?:^|[,;:(\\[–—=-])\\s*(?:${words})\\s*(?:$|[,;:)\\].!–—-])`, 'iu');
/** Behind anything, at the end of a text or of a part of it. */
const last = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})\\s*(?:$|[,;:)\\].!–—])`, 'iu');
const anywhere = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu');

const PATTERNS: readonly RegExp[] = [
  // A date with its month or day to come: `2026-12-XX`, `20XX-01-15`.
  /(?<![\p{L}\p{N}])(?:20(?:\d\d|XX|YY)-(?:XX|MM)-(?:\d\d|XX|DD)|20(?:\d\d|XX)-\d\d-(?:XX|DD)|20XX-\d\d-\d\d)(?![\p{L}\p{N}])/iu,
  anywhere('T\\.?B\\.?[DAC]|X{3,}|lorem( ipsum)?|N\\.\\s?N\\.?'),
  // A note of one's own begins with the word, or sets it apart; in the middle of a sentence it is what the sentence is about.
  /^\s*(TODO|FIXME)\b/,
  apart('TODO|FIXME|WIP|NN|\\?|work in progress|in arbeit|en cours de rédaction|en proceso|em andamento'),
  /^\s*[?.…]+\s*$|\?\?|[:=]\s*\?+\s*$|\(\s*\?\s*\)|[[(]\s*(\.{3}|…|_+)\s*[\])]|_{3,}|#{3,}/,
  // What a form has filled in by a program, or by whoever sends it: `{{reason}}`, `… because of [REASON]`; a tag stands at the beginning, and
  // `${{ github.ref }}` is an expression of a pipeline.
  /(?<!\$)\{\{\s*(?:[A-Za-z_][\w ]*)?\}\}|\S\s*\[[A-Z][A-Z _-]{3,}\]/u,
  // An hour, a count or a version of which only the form is there: `22:XX`, `XX %`, `vX.Y.Z`.
  anywhere(
    'HH:MM|DD\\.MM\\.?|(?:[0-2]\\d|XX):XX|XX:[0-5]\\d|XX(?= ?(?:%|min(?:ute)?s?|h(?:our)?s?|d(?:ay)?s?|weeks?|EUR|USD))',
  ),
  /(?<![\p{L}\p{N}])(?:v?X\.Y(?:\.Z)?|%[A-Z_]{3,}%|__[A-Z][A-Z_]+__)(?![\p{L}\p{N}])/u,
  new RegExp(`(?<![\\p{L}\\p{N}])${NUMBER}(?![\\p{L}\\p{N}])`, 'u'),
  // A form that asks for a number, and was given none: `reference None`, `Tracking: #Pending`.
  /\b(?:reference|ticket|case|approval|approved by|approver|tracking|PO|order)(?: (?:number|no\.?|id))?\s*[:=]?\s*#?(?:None|N\/A|Pending)\s*$|(?<![\p{L}\p{N}])#(?:Pending|None)(?![\p{L}\p{N}])/iu,
  apart('YYYY-MM-DD|(?:DD[./]MM|MM[./]DD)[./]YYYY'),
  apart(
    '(?:(?:details|more|names?|dates?|times?|numbers?) )?to follow|to come|not (?:yet known|known yet)|placeholder|(?:dummy|sample) text',
  ),
  // A link that leads nowhere, and brackets for one: `Merge the PR (#)`, `See [the page]()`; `main()` is a name.
  /\S\s(?:\[\s*\]|\(\s*(?:#\s*)?\))$|\[[^[\]]+\]\(\s*(?:#\s*)?\)/u,
  /^\s*(?:insert|enter|put|your)\b.*\bhere\s*$|[:=]\s*(?:\.{3,}|…)\s*$/i,
  // All of it between brackets is what a form says has to stand there.
  /^\s*(?:\[[^\]]+\]|<[^>]+>)\s*$/,
  /[[<{](?:[^[<{\]>}]*\b)?(?:link|name|date|time|title|url|here|insert|your|fill(?:ed)?|who|owner|number|placeholder)\b[^[<{\]>}]*[\]>}]/i,
  // A guess in brackets is a question to somebody: `records of the agreed range (probably that day)`.
  /\((?:probably|maybe|perhaps|presumably|tentative(?:ly)?|not sure|unclear)\b[^()]*\)/iu,
  // What is still to be settled is nothing that a step could do.
  anywhere(
    '(?:still |yet )?to be (?:defined|decided|determined|specified|clarified|agreed( upon)?|named|assigned|filled in)',
  ),
  anywhere(
    '(?:noch zu|ist zu|sind zu) (?:klären|definieren|bestimmen|benennen|entscheiden)|noch (?:festzulegen|offen|unklar)',
  ),
  anywhere('wird noch (?:geklärt|festgelegt|bestimmt|benannt|definiert|entschieden|bekanntgegeben)'),
  anywhere('reste à (?:définir|préciser|déterminer|décider)|nog te bepalen|n\\.t\\.b\\.'),
  // To confirm, to verify or to complete may be what is done then: only where the text ends with it.
  last('to be (?:confirmed|verified|announced|completed|discussed|provided|advised|supplied|checked)'),
  last('zu (?:klären|definieren|bestimmen|benennen)|à (?:définir|confirmer|préciser|déterminer|compléter|décider)'),
  last('por (?:definir|confirmar|determinar|decidir)|pendiente de (?:definir|confirmar)'),
  last('a (?:definir|confirmar|determinar|decidir)|da (?:definire|confermare|decidere|stabilire)'),
];

const TAGS =
  'a|b|i|u|p|br|hr|li|ul|ol|em|td|tr|th|h[1-6]|img|div|pre|code|span|table|strong|body|head|html|script|style';
const KEYS = 'enter|return|esc|escape|tab|space|ctrl|control|shift|alt|cmd|del|delete|up|down|left|right|f\\d+';
/** `Deploy <service>`; a tag of a page and a key on a keyboard are what they are. */
const ANYTHING_NAMED = new RegExp(`(?<![\\p{L}\\p{N}<])<(?!(?:${TAGS}|${KEYS})>)[a-z][a-z0-9 _-]*>`, 'iu');
const COMMAND = /\s-{1,2}\w|\b(?:sudo|git|ssh|curl|kubectl|docker) |[;|`$=]|\w\/\w/;
