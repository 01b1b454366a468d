/** One clear sentence, at the place where the mistake is. */
import { expect, test } from 'vitest';
import { inTextOrder } from '../../plan/place.ts';
import { planOf } from '../support/inventory.ts';
import { marks, shown } from '../support/markers.ts';

test.each([
  [
    'what stands in mid-line, behind which line and block are read on',
    `
person ann
release r {
  run {
    task a 5m (soon, perhaps) by ann undo 5m {
    //        ^^^^^^^^^^^^^^^ \`(\` has no meaning here.
      tested 5m
    }
    deploy -> web 10m by ann
    //     ^^^^^^ \`->\` has no meaning here.
    deploy web 1.2.3 10m by ann
    //         ^^^^^ \`1.2.3\` is a version, and stands behind that word: \`version 1.2.3\`.
    deploy web,
    //        ^ Another name stands after \`,\`.
  }
}`,
  ],
  [
    'people that a runbook is given in other words than a name',
    `
person ann
team ops is ann
runbook restart(doer: who) {
  task again 5m by doer
}
release r {
  run {
    use restart(any of ops else ann)
    //          ^^^^^^^^^^^^^^^^^^^ A runbook is given one name here, not \`any of ops else ann\`. Give it \`ops\`, and write the rest behind \`by\` in the runbook: \`by any of WHO else ann\`, WHO being its parameter.
  }
}`,
  ],
  [
    'an unknown word that is nearly one',
    `
release r {
  run {
    depoly web 5m
    //^^^^ \`depoly\` does not start a statement. Did you mean \`deploy\`?
    verify web 5m
  }
}`,
  ],
  [
    'a clause without its value, told at the end of its own line',
    `
release r {
  run {
    deploy web 5m by
    //            ^^ A person, team or role stands after \`by\`.
    verify web 5m by qa
  }
}`,
  ],
  [
    'a length of time in words, and a zone by its city',
    `
release r {
  zone London
//^^^^^^^^^^^ \`zone\` names a zone of the IANA database: write \`zone Europe/London\`.
  run {
    deploy web 20 minutes by ann
    //         ^^^^^^^^^^ A duration is written \`20m\`, not \`20 minutes\`.
    verify web 2Stunden by ann
    //         ^^^^^^^^ A duration is written \`2h\`, not \`2Stunden\`.
  }
}`,
  ],
  [
    'a length of time in words behind a word that wants one',
    `
release r {
  run {
    deploy web 5m by ann undo 5 minutes
    //                        ^^^^^^^^^ A duration is written \`5m\`, not \`5 minutes\`.
    verify web 5m by ann after deploy web + 1Stunde
    //                                      ^^^^^^^ A duration is written \`1h\`, not \`1Stunde\`.
    task look 5m by ann undo 5 apples
    //                       ^ A duration stands after \`undo\`, not \`5\`.
  }
}`,
  ],
  [
    'a decision as people call it',
    `
release r {
  run {
    go/no-go by acme
  //^^^^^^^^ A decision is a \`gate\`: write \`gate go "Go / no-go"\`, and who decides behind \`by\`.
    deploy web 5m by acme
  }
}`,
  ],
  [
    'a verb without its target',
    `
release r {
  run {
    deploy
    //^^^^ \`deploy\` what? Name a system or environment after it.
  }
}`,
  ],
  [
    'a lag glued to a name',
    `
release r {
  run {
    deploy web 5m after go-15m by
    //                         ^^ A person, team or role stands after \`by\`.
  }
}`,
  ],
  [
    'a text that is not closed',
    `
release r {
  benefit b "Faster {
  //        ^^^^^^^^^ This text is not closed; put a \`"\` at its end.
}`,
  ],
  [
    'a line that stands in the wrong block',
    `
release r {
  run {
    owner mara
    //^^^^^^^^ \`owner\` does not stand in a block of steps, such as \`run\`. It belongs into a release.
  }
}`,
  ],
  [
    'a clause that says nothing about its line',
    `
release r {
  owner mara via email
  //         ^^^ \`via\` says nothing about \`owner\`.
}`,
  ],
  [
    'a name between quotation marks behind a clause',
    `
release r {
  run {
    deploy web 5m by "mara"
    //               ^^^^^^ A person, team or role stands after \`by\`, not \`"mara"\`. Write \`by mara\`.
  }
}`,
  ],
  [
    'a name between quotation marks at the head of a line',
    `
release r {
  change "CHG-7"
  //     ^^^^^^^ A title says nothing about \`change\`. Write \`change CHG-7\`.
  run {
    use "restart"
    //  ^^^^^^^^^ A title says nothing about \`use\`. Write \`use restart\`.
  }
}`,
  ],
  [
    'a text that is no name where one is asked for',
    `
release r {
  change "The big one"
  //     ^^^^^^^^^^^^^ A title says nothing about \`change\`. It takes \`during\`, \`approved\`, \`on\`, \`for\`, \`link\`.
}`,
  ],
  [
    'a text where things are named, in a block that has a checklist',
    `
release r {
  risk people "Key people are away" {
    mitigation "Name stand-ins" by owner due T-2w
    //^^^^^^^^ \`mitigation\` names things of the plan. What is said in words is a line of the checklist: \`- "Name stand-ins"\`, with \`by\` and \`due\` if you like.
  }
  gate go 5m by owner {
    needs "All tests pass"
    //^^^ \`needs\` names things of the plan. What is said in words is a line of the checklist: \`- "All tests pass"\`, with \`by\` and \`due\` if you like.
  }
}`,
  ],
  [
    'a clause given twice',
    `
release r {
  run {
    deploy web 5m by ops by qa
    //                      ^^ \`by\` stands twice on this line; keep one.
  }
}`,
  ],
  [
    'half a point of no return',
    `
release r {
  run {
    point of
    //^^^^^^ \`point\` of what? Write \`point of no return\`.
  }
}`,
  ],
  [
    'a window without its end',
    `
release r {
  window Sat 2026-12-05 22:00 ..
  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The window has no end; write it behind \`..\`, or leave the \`..\` out.
}`,
  ],
  [
    'a zone where the calendar has its own',
    `
calendar office {
  deadlines 10:00 EST
  //              ^^^ \`deadlines\` is an hour of the calendar's own zone: leave \`EST\` out, or make it the calendar's \`zone\`.
}`,
  ],
  [
    'a day where an hour stands',
    `
calendar office {
  deadlines Mon 10:00
  //^^^^^^^^^^^^^^^^^ \`deadlines\` is an hour of the day: \`deadlines 10:00\`.
}`,
  ],
  [
    'a scope that was frozen on no day',
    `
release r {
  scope {
    frozen
    //^^^^ \`frozen\` on which day? \`frozen on 2026-11-20\`.
    must done-x added
    //          ^^^^^ \`added\` on which day? \`added on 2026-11-20\`.
  }
}`,
  ],
  [
    'a kind that there is not',
    `
release r {
  kind huge
  //^^^^^^^ A release is \`standard\`, \`normal\`, \`emergency\`, \`major\` (\`kinds\` declares others); write for example \`kind normal\`.
}`,
  ],
  [
    'a step named by verb and target that is not there',
    `
release r {
  run {
    deploy web 5m after backup db
    //                  ^^^^^^^^^ No step of this release is \`backup db\`. Name a step by its verb and target, or by its name after \`as\`.
  }
}`,
  ],
  [
    'characters that mean nothing',
    `
release r {
  owner § mara
  //    ^ This character means nothing here; text belongs between \`"\`.
}`,
  ],
])('%s', (_what, text) => {
  const expected = marks(text).map(shown);
  const problems = [...planOf(text).problems].sort((a, b) => inTextOrder(a.place, b.place));
  const told = problems.map(({ place, message }) => shown({ range: place.range, label: message }));
  // Marks start where the line's words do; a comment cannot reach the two columns under its own slashes.
  expect(told.map(withoutStart)).toEqual(expected.map(withoutStart));
  expect(told.map(startColumn).every((column, i) => Math.abs(column - startColumn(expected[i]!)) <= 2)).toBe(true);
});

function withoutStart(mark: string): string {
  return mark.replace(/^(\d+):\d+-/, '$1-');
}

function startColumn(mark: string): number {
  return Number(/^\d+:(\d+)/.exec(mark)![1]);
}

test.each([
  ['role a is', 'A person stands after `is`.'],
  ['freeze f of x from', 'A name or a time stands after `from`.'],
  ['release r { run { deploy web by', 'A person, team or role stands after `by`.'],
])('how a text goes on after `%s` says nothing of what is missing', (text, message) => {
  const endings = [
    '',
    '\n',
    '\r\n',
    '   \n\n',
    ' // why\n',
    ' /* why */',
    ' { }',
    ' {\n}\n',
    '\n{ }',
    '\ntask b\n',
    '\n\n\ntask b',
  ];
  const closed = text.replace(/[^{]/g, '').replaceAll('{', ' }');
  for (const ending of endings) {
    const told = planOf(text + ending + closed).problems.map((problem) => problem.message);
    expect(told, JSON.stringify(ending)).toContain(message);
  }
});
