/** What people begin a conversation with. Each says which tools help, and when the work is done. */
import { type Schema, shape, text } from './schema.ts';

export interface PlanPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly takes: Schema;
  /** What the agent is asked; words of people stand in it as they are. */
  ask(given: Readonly<Record<string, string>>): string;
}

const LOOP =
  'After every change call `check`; take what `fix` repairs; go on until no error is left. Read release-plan://language for ' +
  'the words you need, and `new_plan` for a whole example. Invent nobody and no date: what nobody has said is `tbd`.';

export const PROMPTS: readonly PlanPrompt[] = [
  {
    name: 'plan-a-release',
    title: 'Plan a release',
    description: 'From what is to be released to a plan that nothing is found in',
    takes: shape({ 'what?': text('what is released, when, by whom') }),
    ask: ({ what }) =>
      `Write a release plan (.release) for this:\n\n${what ?? '(ask what is released, when and by whom)'}\n\n` +
      `Begin with \`new_plan\` of the kind that comes nearest, and change it to what was said. ${LOOP} ` +
      'Then show the schedule, and name the decisions that are still open.',
  },
  {
    name: 'review-this-plan',
    title: 'Review this plan',
    description: 'What a careful colleague would say before the night',
    takes: shape({ file: text('path of the plan') }),
    ask: ({ file }) =>
      `Review the release plan ${file ?? ''}. Call \`check\` and \`schedule\`; of what is found say which three things matter ` +
      'most and why (`explain`). Try out with `what_if` that the longest step takes twice as long, and that the busiest ' +
      'person is ill: does the way back still fit? Change nothing; propose the lines to change.',
  },
  {
    name: 'turn-this-run-sheet-into-a-plan',
    title: 'Turn this run sheet into a plan',
    description: 'From prose, a table or a chat to a plan that says the same',
    takes: shape({ text: text('the run sheet') }),
    ask: ({ text }) =>
      `Write this run sheet as a release plan (.release) that says the same: every person, time, order and condition of it.\n\n` +
      `${text ?? ''}\n\nMake an outline of it and let \`write_plan\` write the text; then add what an outline cannot say. ${LOOP} At the end list what the sheet says and the plan does not, and what you had to guess.`,
  },
];
