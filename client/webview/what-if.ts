/**
 * Trying something out in the preview: a small form, the difference it makes, and the way back. Nothing is written to the
 * text; what was tried is gone with the next edit.
 */
import type { StepChoice, Wanted, WhatIfChoices } from '../../server/protocol.ts';
import type { Choices } from './choices.ts';
import type { ToPreview } from './messages.ts';
import { writeFlag } from './rows/write.ts';

export interface WhatIfPanel {
  /** The plan is shown, as it is; and why something tried is gone. */
  reset(notice: string | undefined): void;
  tried(message: Extract<ToPreview, { type: 'tried' }>): void;
  refused(message: string): void;
  /** Means the step whose statement begins on this line, if there is one. */
  mean(file: string | undefined, line: number | undefined): void;
  open(): void;
  readonly isOpen: boolean;
  readonly isTrying: boolean;
}

/** @param ask what to try; without changes: back to the plan */
export function createWhatIf(ask: (changes: Wanted | undefined) => void, plan: Choices): WhatIfPanel {
  const form = byId<HTMLFormElement>('what-if');
  const toggle = byId<HTMLButtonElement>('what-if-open');
  const back = byId<HTMLButtonElement>('what-if-back');
  const said = byId('what-if-said');
  const report = byId('what-if-report');
  const step = byId<HTMLSelectElement>('what-if-step');
  const without = byId<HTMLSelectElement>('what-if-without');
  const duration = byId<HTMLInputElement>('what-if-duration');
  const later = byId<HTMLInputElement>('what-if-later');
  const start = byId<HTMLInputElement>('what-if-start');
  let choices: WhatIfChoices = { steps: [], people: [] };
  /** Of the step that is meant. */
  let place: { readonly file: string; readonly line: number } | undefined;

  const isOpen = () => form.hidden === false;
  const open = (wanted: boolean) => {
    form.hidden = !wanted;
    toggle.setAttribute('aria-expanded', String(wanted));
    if (wanted) duration.focus();
    else toggle.focus();
    if (wanted) plan.use(offer);
  };
  const offer = (offered: WhatIfChoices) => {
    choices = offered;
    const [was, missing] = [step.value, without.value];
    step.replaceChildren(
      ...choices.steps.map(({ address, label, line }) => new Option(`${label} (line ${line + 1})`, address)),
    );
    without.replaceChildren(new Option('nobody', ''), ...choices.people.map((name) => new Option(name, name)));
    if (choices.steps.some(({ address }) => address === was)) step.value = was;
    if (choices.people.includes(missing)) without.value = missing;
    const meant = choices.steps.find((each) => each.file === place?.file && each.line === place.line);
    if (meant) step.value = meant.address;
    duration.placeholder = chosen()?.duration || '50m';
  };
  const chosen = (): StepChoice | undefined => choices.steps.find(({ address }) => address === step.value);
  const trying = (is: boolean) => {
    document.body.classList.toggle('rp-trying', is);
    writeFlag(back, 'disabled', !is);
  };
  const say = (text: string, isBad = false) => {
    // What is said again is heard again.
    said.textContent = text;
    said.classList.toggle('rp-bad', isBad);
  };
  const goBack = () => {
    for (const field of [duration, later, start]) field.value = '';
    without.value = '';
    ask(undefined);
  };

  toggle.addEventListener('click', () => open(!isOpen()));
  back.addEventListener('click', goBack);
  step.addEventListener('change', () => {
    duration.placeholder = chosen()?.duration || '50m';
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (back.disabled) open(false);
    else goBack();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const changes = wanted();
    if (changes) ask(changes);
    else say('Say what to try: how long the step takes, who is missing, or when the run starts.', true);
  });

  function wanted(): Wanted | undefined {
    const meant = chosen();
    const set: string[] = [];
    if (meant && duration.value.trim()) set.push(`${meant.address}.duration=${duration.value.trim()}`);
    const by = later.value.trim();
    if (meant && by) set.push(`${meant.address}.${meant.startClause}=${/^[+-]/.test(by) ? by : `+${by}`}`);
    const release = meant?.address.slice(0, meant.address.lastIndexOf('/'));
    const run = start.value.trim();
    if (set.length === 0 && !without.value && !run) return undefined;
    return {
      set,
      without: without.value ? [without.value] : [],
      ...(run && { start: release === undefined ? run : `${release}/${run}` }),
    };
  }

  return {
    get isOpen() {
      return isOpen();
    },
    get isTrying() {
      return !back.disabled;
    },
    open: () => open(true),
    reset(notice) {
      writeFlag(toggle, 'hidden', false);
      place = undefined;
      if (isOpen()) plan.use(offer);
      trying(false);
      if (notice || said.textContent) say(notice ?? '');
      if (report.firstChild) report.replaceChildren();
    },
    tried(message) {
      trying(true);
      say(`What if: ${message.summary.replace(/\.?$/, '.')} Dashed outlines show the plan as it is.`);
      // Ready markup of the server, every string of the plan escaped.
      report.innerHTML = message.report;
    },
    refused(message) {
      say(message, true);
    },
    mean(file, line) {
      place = file === undefined || line === undefined ? undefined : { file, line };
      if (isOpen()) plan.use(offer);
    },
  };
}

function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}
