import { header, policy, type Template } from './template.ts';

/** Twelve weeks of volunteers: phases, freezes, a beta, a candidate, and the day itself. */
export const openSourceCalendar: Template = (facts) => {
  const { name, window, again, zone, weekday, cast } = facts;
  const { owner, doer, tester } = cast;
  return `${header('A project in the open: twelve weeks with freezes, a beta, a candidate, and the day itself.')}

// \`community\` is for volunteers: dates, freezes and owners are checked; duty, committees and records are not.
${policy('community', facts)}

// ---- Who

calendar evenings "Evenings and weekends" {
  zone    ${zone}
  working Mon..Fri 17:00 .. 21:00
  working Sat..Sun 10:00 .. 16:00
}
${cast.declared}

// ---- What changes, and who notices

service downloads "Download page"

audience users "Everybody who has it installed" {
  channels website
  uses     downloads
}
audience testers {
  channels forum
}

// ---- Twelve weeks

release ${name} "The next release" {
  kind   normal
  owner  ${owner}
  zone   ${zone} // of every time below
  window ${window} // T is its start

  // The dates that everybody asks for
  milestone feature-freeze ${weekday} of T-8w 23:59 AoE // until it is over anywhere on Earth
  milestone string-freeze ${weekday} of T-4w 23:59 AoE
  milestone final T

  freeze features of main from feature-freeze until T except by ${owner}
  freeze strings of translations from string-freeze until T except by ${tester}

  // What comes round
  meet weekly "Release meeting, open to all" 30m by ${owner}${cast.withAll} every 2w from ${weekday} of T-8w 18:00 until final

  phase development "Features land" at ${weekday} of T-12w due feature-freeze {
    task big-feature "What this release is for" 15wd by ${doer}
  }

  phase betas "Betas" after feature-freeze due string-freeze {
    task beta "The beta" 3h by ${doer} at ${weekday} of T-7w 18:00
    notify testers "The beta is out" by ${owner} via forum after beta
  }

  phase candidates "Candidates" after string-freeze due T {
    task candidate "The release candidate" 3h by ${doer} at ${weekday} of T-2w 18:00
    task release-notes "Release notes" 6h by ${tester} due T-2d
  }

  run { // one step after the other
    gate go "Go / no-go" 30m by ${owner} {
      needs     candidate, release-notes
      criterion "Open blockers" = 0 from tracker
      no-go     then postpone to ${again}
    }
    switch downloads "To the new version" 10m by ${doer} undo 5m
    verify downloads "Install it on every platform" 30m by ${tester}
  }

  notify users "It is out" by ${owner} via website after run

  follow-up {
    task point-release "The first fixes" 8h by ${doer} due T+2w
  }
}
`;
};
