/**
 * Whole lines and blocks with the clauses they need, by the word that opens them. The tests complete each placeholder
 * with its own text and parse the result.
 */
export interface Snippet {
  readonly detail: string;
  /** LSP snippet syntax, indented by two spaces a level. */
  readonly text: string;
  /** Where it fits, when the word opens other lines elsewhere. */
  readonly in?: readonly string[];
}

export const SNIPPETS: Readonly<Record<string, Snippet>> = {
  import: { detail: 'shared people, systems and policy', text: 'import "${1:../shared/company.release}"' },
  release: {
    detail: 'a whole release',
    in: ['file'],
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
    in: ['file'],
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
  likelihood \${4|low,medium,high|}
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
};
