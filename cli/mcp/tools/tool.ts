/** What a tool is: a question to plans, which gives data and changes nothing. */
import type { Trouble } from '../../../service/trouble.ts';
import type { Schema } from '../schema.ts';

export interface PlanTool<Ask = never> {
  readonly name: string;
  readonly title: string;
  /** What it is for, and when to use it, for whoever chooses between tools. */
  readonly description: string;
  readonly takes: Schema;
  readonly gives: Schema;
  /** `folder`: where the plans lie. */
  answer(ask: Ask, folder: string): Promise<object | Trouble>;
}
