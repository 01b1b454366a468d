/** What a sheet has besides its cells: arrows in the head to filter by; printed it is one page wide, with the head again on each. */

/** Of a sheet: its name, and how far it goes. */
export interface Extent {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}

/** For the library that writes: it puts in these parts what it has no option for. */
export function asPrinted(extents: readonly Extent[]) {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string, _: unknown, { sheetIndex }: { readonly sheetIndex: number }) =>
            xml
              .replace(/<worksheet [^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" ')
              .replace('</sheetData>', `</sheetData><autoFilter ref="${areaOf(extents[sheetIndex]!)}"/>`),
        },
        'xl/workbook.xml': {
          transform: (xml: string) =>
            // The library writes none of its own.
            xml.replace(/<definedNames\s*\/>|<definedNames><\/definedNames>|(?=<calcPr)/, namesOf(extents)),
        },
      },
    },
  };
}

/** Every sheet by its number, what of it is printed, and which rows on each page. */
function namesOf(extents: readonly Extent[]): string {
  const names = extents.flatMap((one, i) => {
    const of = `'${one.sheet}'!`;
    const area = of + areaOf(one).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${area}</definedName>`,
      `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${area}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${of}$1:$1</definedName>`,
    ];
  });
  return `<definedNames>${names.join('')}</definedNames>`;
}

/** `A1:R21`. */
function areaOf({ rows, columns }: Extent): string {
  return `A1:${String.fromCharCode(64 + columns)}${rows}`;
}
