/** Statements of TaskJuggler that are no part of a plan, and why. */

/** Why a statement is not taken, by its word. */
export const WHYS: Readonly<Record<string, string>> = {
  account: 'a plan has a budget, and no accounts',
  alternative: 'write `by any of`',
  balance: 'a plan has a budget, and no accounts',
  booking: 'what was really worked is in the log of a run',
  charge: 'a step has no costs',
  chargeset: 'a step has no costs',
  copyright: 'it is said of the file',
  currency: 'a step has no costs',
  efficiency: 'everybody is taken to be as quick as planned',
  export: 'it is a report',
  extend: 'what a project adds to TaskJuggler has no meaning here',
  icalreport: 'it is a report; write `release-plan export --format ics`',
  journalentry: 'what happened is in the log of a run',
  limits: 'a step takes its people as long as it lasts',
  managers: 'a person has no manager in a plan',
  maxstart: 'a step has no such bound; its dates say when it is',
  minend: 'a step has no such bound; its dates say when it is',
  now: 'a plan is looked at when somebody looks',
  purge: 'what is inherited is written where it holds',
  rate: 'write it as the `rate` of the person',
  taskreport: 'it is a report; views and exports are made of the plan',
  textreport: 'it is a report; views and exports are made of the plan',
  resourcereport: 'it is a report; views and exports are made of the plan',
  yearlyworkingdays: 'it only says how long a year of work is',
};
/** How files and reports look, or what is true of all plans. */
export const OF_LOOKS = new Set(
  'currencyformat flags loadunit navigator numberformat shorttimeformat tagfile timeformat weekstartsmonday weekstartssunday scheduled'.split(
    ' ',
  ),
);
