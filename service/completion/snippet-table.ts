/**
 * A line of each kind, or a whole block with the clauses it needs, by the word that opens it: completion writes it, hovers show it. The tests
 * complete each placeholder with its own text and read the result where the word may stand.
 */
import type { Line } from '../../language/lines.ts';

export interface Snippet {
  /** In a few words. */
  readonly detail: string;
  /** LSP snippet syntax, indented by two spaces a level. */
  readonly text: string;
}

export const SNIPPETS: Readonly<Record<Line, Snippet>> = {
  import: { detail: 'shared people, systems and policy', text: 'import "${1:../shared/company.release}"' },
  release: {
    detail: 'a whole release',
    text: `release \${1:name-1.0} "\${2:Title}" {
  kind   \${3|normal,standard,emergency,major|}
  owner  \${4:owner}
  zone   \${5:Europe/Berlin}
  window \${6:tbd}

  prepare {
    $7
  }
  run {
    gate go "Go / no-go" 15m by \${4:owner}
    $8
  }
  rollback {
    $9
  }
}`,
  },
  person: { detail: 'somebody who does steps', text: 'person ${1:name} "${2:Full name}"' },
  team: { detail: 'several people under one name', text: 'team ${1:name} is ${2:members}' },
  role: { detail: 'a role and who fills it', text: 'role ${1:name} is ${2:person} else ${3:deputy}' },
  calendar: {
    detail: 'working days, hours and holidays',
    text: `calendar \${1:name} {
  zone    \${2:Europe/Berlin}
  working Mon..Fri 09:00 .. 17:00
  $3
}`,
  },
  audience: {
    detail: 'whom messages tell',
    text: `audience \${1:name} "\${2:Title}" {
  channels \${3:email}
  notice   \${4:5wd}
}`,
  },
  window: { detail: 'when the run may happen', text: 'window ${1:Sat 2026-12-05 22:00} .. ${2:Sun 2026-12-06 04:00}' },
  promise: { detail: 'what users were promised', text: 'promise ${1|outage,rto,rpo|} ${2:90m}' },
  durations: { detail: 'count with what rehearsals measured', text: 'durations measured' },
  change: { detail: 'the change record', text: 'change ${1:CHG0000001} approved by ${2:cab} on ${3:tbd}' },
  budget: {
    detail: 'money, and who approved it',
    text: 'budget ${1:10000} ${2:EUR} approved by ${3:sponsor} on ${4:tbd}',
  },
  confirmed: { detail: 'a party confirmed the date', text: 'confirmed by ${1:who} on ${2:tbd}' },
  prepare: { detail: 'work before the window', text: 'prepare {\n  $1\n}' },
  run: { detail: 'the steps of the night, top to bottom', text: 'run {\n  $1\n}' },
  rollback: { detail: 'the way back', text: 'rollback ${1:full} {\n  $2\n}' },
  'follow-up': { detail: 'work after the run', text: 'follow-up {\n  $1\n}' },
  parallel: { detail: 'steps side by side', text: 'parallel {\n  $1\n}' },
  sequence: { detail: 'steps one after the other', text: 'sequence {\n  $1\n}' },
  cycle: {
    detail: 'steps that come round',
    text: 'cycle ${1:name} every ${2:1w} from ${3:tbd} until ${4:tbd} {\n  $5\n}',
  },
  outage: { detail: 'the users are cut off here', text: 'outage {\n  $1\n}' },
  phase: { detail: 'a dated phase', text: 'phase ${1:name} during ${2:tbd} {\n  $3\n}' },
  stream: { detail: "one owner's lane", text: 'stream ${1:name} by ${2:who} {\n  $3\n}' },
  play: { detail: 'a prepared response', text: 'play ${1:name} {\n  $2\n}' },
  gate: {
    detail: 'a decision with its criteria',
    text: `gate \${1:go} "\${2:Go / no-go}" 15m by \${3:who} {
  criterion "\${4:Open P1}" = \${5:0} from \${6:jira}
  no-go     then rollback
}`,
  },
  backup: {
    detail: 'protects data before it changes',
    text: `backup \${1:database} as \${2:backup-name} \${3:30m} by \${4:who} to \${5:store} {
  tested \${6:10m}
  keep   \${7:14d}
}`,
  },
  snapshot: {
    detail: 'protects a server before it changes',
    text: 'snapshot ${1:server} as ${2:snapshot-name} ${3:10m} by ${4:who}',
  },
  stop: { detail: 'takes a system down', text: 'stop ${1:system} ${2:5m} by ${3:who}' },
  start: { detail: 'brings a system up', text: 'start ${1:system} ${2:5m} by ${3:who}' },
  migrate: { detail: 'changes data', text: 'migrate ${1:database} ${2:20m..25m..50m} by ${3:who} undo ${4:30m}' },
  deploy: {
    detail: 'brings a new version',
    text: 'deploy ${1:system} ${2:15m} by ${3:who} version ${4:1.0.0} -> ${5:1.1.0} undo ${6:10m}',
  },
  configure: { detail: 'changes settings', text: 'configure ${1:system} ${2:10m} by ${3:who} undo ${4:5m}' },
  switch: { detail: 'moves traffic or roles', text: 'switch ${1:system} ${2:5m} by ${3:who} undo ${4:5m}' },
  verify: { detail: 'proves that it works', text: 'verify ${1:system} "${2:Smoke tests}" ${3:20m} by ${4:who}' },
  restore: { detail: 'brings data back', text: 'restore ${1:database} ${2:60m} by ${3:who} from ${4:backup-name}' },
  notify: {
    detail: 'tells an audience',
    text: 'notify ${1:audience} "${2:What they should know}" by ${3:who} via ${4:email} at ${5:T-5wd}',
  },
  record: { detail: 'writes the configuration record', text: 'record ${1:system} ${2:10m} by ${3:who} in ${4:cmdb}' },
  grant: { detail: 'gives access', text: 'grant ${1:system} to ${2:who} ${3:5m} by ${4:who}' },
  revoke: { detail: 'takes access back', text: 'revoke ${1:system} from ${2:who} ${3:5m} by ${4:who}' },
  wait: { detail: 'time that must pass', text: 'wait ${1:soak} ${2:15m}' },
  meet: { detail: 'a meeting', text: 'meet ${1:name} "${2:Subject}" ${3:30m} by ${4:who} with ${5:team}' },
  task: { detail: 'any other work', text: 'task ${1:name} "${2:What}" ${3:2wd} by ${4:who} due ${5:T-5wd}' },
  milestone: { detail: 'a moment with a name', text: 'milestone ${1:name} ${2:tbd}' },
  when: {
    detail: 'what happens if',
    text: 'when "${1:Error rate}" > ${2:1} % over ${3:5m} from ${4:grafana} then rollback',
  },
  point: { detail: 'from here on there is no way back', text: 'point of no return' },
  rehearsal: { detail: 'a practice run', text: 'rehearsal ${1:first} in ${2:staging} at ${3:tbd}' },
  uat: {
    detail: 'acceptance by the users',
    text: `uat \${1:acceptance} in \${2:preprod} by \${3:who} with \${4:team} {
  during   \${5:tbd}
  covers   \${6:scope-items}
  sign-off due \${7:T-3wd} by \${3:who}
}`,
  },
  scope: {
    detail: 'the punch list, by priority',
    text: `scope {
  frozen on \${1:tbd}
  must \${2:ID-1} "\${3:Title}" by \${4:who} due \${5:T-10wd}
}`,
  },
  risk: {
    detail: 'what may go wrong, and what is done about it',
    text: `risk \${1:name} "\${2:Title}" by \${3:who} {
  likelihood \${4|very-low,low,medium,high,very-high|}
  impact     \${5|high,medium,low|}
  mitigation \${6:step}
  review     due \${7:T-3wd}
}`,
  },
  issue: { detail: 'something that has gone wrong', text: 'issue ${1:name} "${2:Title}" by ${3:who} due ${4:T-5wd}' },
  benefit: {
    detail: 'what it is worth',
    text: `benefit \${1:name} "\${2:Title}" by \${3:who} {
  assessed on \${4:tbd}
  target   \${5:3d} -> \${6:1d}
  review   at \${7:T+30d}
}`,
  },
  hypercare: {
    detail: 'the watch after go-live',
    text: `hypercare T .. \${1:T+5d} {
  cover     by \${2:who} otherwise
  criterion "\${3:Open P1}" = \${4:0} over \${5:48h} from \${6:jira}
}`,
  },
  freeze: {
    detail: 'no changes in this time',
    text: 'freeze ${1:name} of ${2:production} from ${3:tbd} until ${4:tbd}',
  },
  maintenance: {
    detail: 'when alone things may be touched',
    text: 'maintenance ${1:name} of ${2:system} every ${3:Sun 02:00 .. 05:00}',
  },
  waive: {
    detail: 'silences one check, with a reason',
    text: 'waive ${1:check} until ${2:T+1d} because "${3:reason}"',
  },
  criterion: {
    detail: 'a number that decides',
    text: 'criterion "${1:Error rate}" < ${2:0.1} % over ${3:15m} from ${4:grafana}',
  },
  zone: { detail: 'whose clock the times are read by', text: 'zone ${1:Europe/Berlin}' },
  kinds: {
    detail: 'kinds of release of your own',
    text: 'kinds ${1:nightly} as ${2|standard,normal,major,emergency|}',
  },
  train: {
    detail: 'releases that come round again',
    text: `train \${1:name} "\${2:Title}" every \${3:2w} from \${4:Sat 2026-12-05 22:00} until \${5:Sat 2027-06-26} {
  release \${6:name-1.0} at \${4:Sat 2026-12-05 22:00}
}`,
  },
  runbook: {
    detail: 'steps under one name, used more than once',
    text: 'runbook ${1:name}(${2:system}: system) {\n  start ${2:system} ${3:5m}\n}',
  },
  party: {
    detail: 'a company or team outside, and its contact',
    text: 'party ${1:name} "${2:Full name}" {\n  contact phone "${3:+49 30 5550100}"\n}',
  },
  environment: { detail: 'where things live; `production` says so', text: 'environment ${1:name}' },
  system: { detail: 'a thing that may change; say what kind where you know it', text: 'system ${1:name}' },
  application: { detail: 'a program that people use', text: 'application ${1:name} version ${2:1.0.0}' },
  service: { detail: 'a program that others call', text: 'service ${1:name} version ${2:1.0.0} on ${3:server}' },
  server: { detail: 'what others run on', text: 'server ${1:name}' },
  database: { detail: 'holds data: wants a backup before it changes', text: 'database ${1:name} on ${2:server}' },
  queue: { detail: 'holds messages on their way', text: 'queue ${1:name}' },
  network: { detail: 'what connects things', text: 'network ${1:name}' },
  storage: { detail: 'holds files: wants a backup before it changes', text: 'storage ${1:name}' },
  certificate: { detail: 'expires', text: 'certificate ${1:name} "${2:Title}" until ${3:2027-06-30}' },
  channel: { detail: 'a way to tell people', text: 'channel ${1:email}' },
  register: { detail: 'where is written what lives where', text: 'register ${1:cmdb} by ${2:who}' },
  source: { detail: 'where figures are read', text: 'source ${1:grafana}' },
  priority: {
    detail: 'how bad an incident is, and what is meant by it',
    text: 'priority ${1:P1} "${2:Nobody can work}"',
  },
  fund: {
    detail: 'money that several releases share',
    text: 'fund ${1:name} "${2:Title}" ${3:50000} ${4:EUR} approved by ${5:who} on ${6:tbd}',
  },
  store: { detail: 'where backups lie', text: 'store ${1:name} on ${2:server}' },
  policy: {
    detail: 'how strictly checks are read',
    text: 'policy from ${1|lean,strict,community|} {\n  check ${2:no-deputy} ${3|error,warning,information,off|}\n}',
  },
  norm: { detail: 'how long a step of a kind takes where it does not say', text: 'norm ${1:deploy} ${2:15m}' },
  event: { detail: 'something on these days that plans avoid', text: 'event ${1:name} "${2:Title}" during ${3:tbd}' },
  criteria: {
    detail: 'criteria that several gates share',
    text: 'criteria ${1:name} {\n  criterion "${2:Error rate}" < ${3:0.1} % over ${4:15m} from ${5:grafana}\n}',
  },
  roster: {
    detail: 'who is there when',
    text: 'roster ${1:name} "${2:Title}" during ${3:T .. T+1d} {\n  cover by ${4:who} otherwise\n}',
  },
  text: {
    detail: 'the words of messages, with what is filled in',
    text: 'text ${1:name} "${2:We are away tonight.}"',
  },
  kind: { detail: 'what a release is held to', text: 'kind ${1|normal,standard,emergency,major|}' },
  owner: { detail: 'who answers for it', text: 'owner ${1:who}' },
  sponsor: { detail: 'who pays for it', text: 'sponsor ${1:who}' },
  holidays: { detail: 'the holidays of another calendar as well', text: 'holidays ${1:calendar}' },
  cost: { detail: 'money that it will take', text: 'cost "${1:What for}" ${2:1000 EUR}' },
  spent: { detail: 'money that is gone', text: 'spent "${1:What for}" ${2:1000 EUR} on ${3:tbd}' },
  reserve: { detail: 'people kept free for a crisis', text: 'reserve ${1:who} during ${2:run}' },
  use: { detail: 'the steps of a runbook', text: 'use ${1:runbook}(${2:system})' },
  quorum: { detail: 'how many must have said yes', text: 'quorum ${1:2} including ${2:who}' },
  unanimous: { detail: 'everybody must say yes', text: 'unanimous' },
  majority: { detail: 'more than half must say yes', text: 'majority' },
  veto: { detail: 'whose no is enough', text: 'veto ${1:who}' },
  consulted: { detail: 'who is heard, and has no vote', text: 'consulted ${1:who}' },
  needs: { detail: 'what must be done by then', text: 'needs ${1:step}' },
  'no-go': { detail: 'what a no means', text: 'no-go then ${1|rollback,postpone to tbd,again at tbd,stop|}' },
  escalate: { detail: 'who is called when nobody answers', text: 'escalate ${1:who} within ${2:15m}' },
  how: { detail: 'how it is done, for whoever does it', text: 'how "${1:What to press}"' },
  expect: { detail: 'what comes out if it worked', text: 'expect "${1:Difference}" = ${2:0}' },
  evidence: { detail: 'what proves it later', text: 'evidence "${1:Screenshot of the totals}" by ${2:who}' },
  tested: { detail: 'how long it took to bring it back', text: 'tested ${1:10m}' },
  keep: { detail: 'how long it is kept', text: 'keep ${1:14d}' },
  acknowledge: { detail: 'who answers, and how soon', text: 'acknowledge by ${1:who} within ${2:15m}' },
  leave: { detail: 'days on which somebody is away', text: 'leave ${1:tbd}' },
  skills: { detail: 'what somebody can do', text: 'skills ${1:dba}' },
  rate: { detail: 'what an hour costs', text: 'rate ${1:90 EUR}' },
  contact: { detail: 'how somebody is reached', text: 'contact ${1|phone,email|} "${2:+49 30 5550100}"' },
  deputy: { detail: 'who stands in', text: 'deputy ${1:who}' },
  shift: { detail: 'the hours somebody is on duty', text: 'shift ${1:Mon..Thu 22:00 .. 06:00}' },
  working: { detail: 'working days and hours', text: 'working ${1:Mon..Fri 09:00 .. 17:00}' },
  holiday: { detail: 'nobody works then', text: 'holiday ${1:2026-12-25} "${2:Christmas}"' },
  deadlines: { detail: 'the hour that a bare date means as `due`', text: 'deadlines ${1:10:00}' },
  channels: { detail: 'how they are told', text: 'channels ${1:email}' },
  notice: { detail: 'how long before they must be told', text: 'notice ${1:5wd}' },
  uses: { detail: 'what it needs to work', text: 'uses ${1:system}' },
  members: { detail: 'the people it consists of', text: 'members ${1:who}' },
  production: { detail: 'what is real happens here', text: 'production' },
  exclusive: { detail: 'one booking at a time', text: 'exclusive' },
  writer: { detail: 'who alone may record it', text: 'writer ${1:who}' },
  check: {
    detail: 'how severe a check is, and its numbers',
    text: 'check ${1:no-deputy} ${2|error,warning,information,off|}',
  },
  template: { detail: 'what its releases are made from', text: 'template ${1:release}' },
  'carry-over': { detail: 'what is open goes on in the next release', text: 'carry-over ${1|scope,risks,issues|}' },
  skip: { detail: 'no release then', text: 'skip ${1:Sat 2027-01-02}' },
  assessed: { detail: 'when it was known how it is now', text: 'assessed on ${1:tbd}' },
  target: { detail: 'from how it is to how it shall be', text: 'target ${1:3d} -> ${2:1d}' },
  review: { detail: 'when it is looked at again', text: 'review due ${1:tbd}' },
  actual: { detail: 'what was measured afterwards', text: 'actual ${1:1d} on ${2:tbd}' },
  frozen: { detail: 'from then on nothing is added without a word', text: 'frozen on ${1:tbd}' },
  must: {
    detail: 'the release makes no sense without it',
    text: 'must ${1:ID-1} "${2:Title}" by ${3:who} due ${4:T-10wd}',
  },
  should: {
    detail: 'wanted, and missed when it is not there',
    text: 'should ${1:ID-1} "${2:Title}" by ${3:who} due ${4:T-10wd}',
  },
  could: { detail: 'if there is time', text: 'could ${1:ID-1} "${2:Title}" by ${3:who} due ${4:T-10wd}' },
  wont: { detail: 'not this time', text: 'wont ${1:ID-1} "${2:Title}"' },
  likelihood: { detail: 'how likely it is', text: 'likelihood ${1|very-low,low,medium,high,very-high|}' },
  impact: { detail: 'how bad it would be, or how long it would hold up', text: 'impact ${1|high,medium,low|}' },
  threatens: { detail: 'what it is a risk for', text: 'threatens ${1:step}' },
  mitigation: { detail: 'what is done about it', text: 'mitigation ${1:step}' },
  passed: { detail: 'it worked', text: 'passed on ${1:tbd} by ${2:who}' },
  failed: { detail: 'it did not work', text: 'failed on ${1:tbd} because "${2:reason}"' },
  measured: { detail: 'how long a step took in it', text: 'measured ${1:step} ${2:25m}' },
  covers: { detail: 'what is tried out', text: 'covers ${1:scope-items}' },
  'sign-off': { detail: 'who says that the users accept', text: 'sign-off due ${1:T-3wd} by ${2:who}' },
  cover: { detail: 'who is there in these hours', text: 'cover by ${1:who} ${2:T .. T+1d}' },
  respond: { detail: 'how soon somebody answers', text: 'respond ${1:P1} within ${2:15m}' },
  mitigate: { detail: 'how soon it hurts no longer', text: 'mitigate ${1:P1} within ${2:1h}' },
  resolve: { detail: 'how soon it is mended', text: 'resolve ${1:P1} within ${2:1d}' },
  item: { detail: 'a line of a checklist', text: '- "${1:What}" by ${2:who}' },
};
