/** A night with a message between its people, and with evidence that is asked for. */
import { createWorkspace } from '../../language/workspace.ts';
import { nightOf } from '../../plan/log/night.ts';

const FILE = 'file:///shop.release';
const TEXT = `person ann "Ann"
person bob "Bob"
team desk is ann, bob
service shop
release shop-2 "Shop 2" {
  zone   Europe/Berlin
  owner  ann
  window Sat 2026-12-05 22:00 .. 24:00
  run {
    notify desk as begins "We begin" 5m by ann {
      acknowledge by ann within 20m
    }
    migrate shop as tables 40m by bob after begins {
      evidence "Row counts before and after"
    }
  }
}
`;

const workspace = createWorkspace({ roots: [] });
workspace.set(FILE, TEXT);
const { plan, schedules } = workspace.analysis(FILE);

export const shop = nightOf(plan, plan.releases[0]!, schedules[0]!);
