/** All that agents can ask. Few, in few words: every one of them is read before the first question. */
import { calendar } from './calendar.ts';
import { check } from './check.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { fix } from './fix.ts';
import { newPlan } from './new-plan.ts';
import { schedule } from './schedule.ts';
import type { PlanTool } from './tool.ts';
import { whatIf } from './what-if.ts';
import { writePlan } from './write-plan.ts';

export const TOOLS: readonly PlanTool[] = [check, fix, schedule, explain, whatIf, diff, calendar, writePlan, newPlan];
