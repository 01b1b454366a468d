/** All that agents can ask. At most eight: every one of them is read before the first question. */
import { check } from './check.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { fix } from './fix.ts';
import { newPlan } from './new-plan.ts';
import { schedule } from './schedule.ts';
import type { PlanTool } from './tool.ts';
import { whatIf } from './what-if.ts';

export const TOOLS: readonly PlanTool[] = [check, fix, schedule, explain, whatIf, diff, newPlan];
