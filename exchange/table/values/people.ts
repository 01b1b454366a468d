/** Several people in one cell: `Mara Lind / Jonas Weber`, `Mara; Jonas`. */

export function peopleIn(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/\s*(?:[,;\n/&+]|\band\b|\bund\b|\bet\b)\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
