/** What is expected at the cursor. */
export type Slot =
  /** The first word of a line. */
  | 'line'
  /** The next clause of a line; its subject is complete. */
  | 'clause'
  /** A new name, which nobody can guess. */
  | 'name'
  /** The inside of a title or a comment. */
  | 'text'
  /** The inside of the string of an `import`. */
  | 'path'
  | 'who'
  | 'team'
  | 'skill'
  | 'target'
  | 'point'
  | 'time'
  | 'duration'
  | 'zone'
  | 'weekday'
  | 'channel'
  | 'in'
  | 'from'
  | 'to'
  | 'source'
  | 'system'
  | 'thing'
  | 'calendar'
  | 'scope-item'
  | 'runbook'
  | 'message-text'
  | 'release'
  /** Behind `template` of a train. */
  | 'template'
  | 'release-kind'
  | 'policy'
  | 'fund'
  | 'check'
  /** Behind a check of a policy, whose name is the first of `before`: how severe it is, and its parameters. */
  | 'check-setting'
  /** What a release takes over from the one before. */
  | 'carried'
  | 'consequence'
  | 'level'
  | 'promise'
  /** What a condition asks for: something measured, or what becomes of a thing of the plan. */
  | 'condition'
  /** The type of a parameter of a runbook. */
  | 'parameter-type'
  /** Behind its `=`: what gives it its value; `before` are its name and its type. */
  | 'parameter-value'
  | 'roster'
  /** In the words of a message, or of a template, behind an open brace. */
  | 'filled-in'
  | 'tag'
  /** Behind `play`, `rollback`, `notify`: what is called, who is told. */
  | 'called'
  /** `every`: an interval or weekdays. */
  | 'recurrence'
  | 'quorum'
  | 'contact'
  | 'priority'
  | 'unit'
  /** One certain word, in `CursorContext.word`. */
  | 'word'
  | 'nothing';
