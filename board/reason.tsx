/** Why somebody says what they say: one line of text, as the log keeps it. */

export function Reason({ value, put }: { readonly value: string; put(text: string): void }) {
  return (
    <label>
      why
      <input value={value} maxLength={500} onInput={({ currentTarget }) => put(currentTarget.value)} />
    </label>
  );
}
