// A list of people as it is pasted or loaded: one name a line, or the column of a spreadsheet that holds the names.

/** One line of it. `problem` says why nobody can be invited by it. */
export interface Line {
  /** Counted from 1, as editors do. */
  number: number;
  name: string;
  problem: LineProblem | undefined;
}

export type LineProblem = "too_long" | "not_text" | "twice" | "too_many";

/** As many as the collector takes at once. */
export const MOST_PEOPLE = 500;
const LONGEST_NAME = 120;
/** More is not read: it is no list of people. */
const MOST_CHARACTERS = 200_000;

// Control characters, and those that turn the direction of writing.
const NOT_TEXT = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const HEADINGS = new Set(["name", "person", "people", "full name", "nombre", "persona", "personas", "nombre completo"]);

/** Reads the people out of `text`; empty lines and a heading are left out. */
export function peopleIn(text: string): Line[] {
  const rows = rowsIn(text.slice(0, MOST_CHARACTERS)).filter(({ cells }) => cells.some((cell) => cell !== ""));
  const heading = rows[0]?.cells.findIndex((cell) => HEADINGS.has(cell.toLowerCase())) ?? -1;
  const column = Math.max(heading, 0);
  const names = rows.slice(heading < 0 ? 0 : 1).map(({ number, cells }) => ({ number, name: cells[column] ?? "" }));
  return judged(names.filter(({ name }) => name !== ""));
}

function judged(names: readonly { number: number; name: string }[]): Line[] {
  const seen = new Set<string>();
  return names.map(({ number, name }, at) => {
    const known = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return { number, name, problem: problemOf(name, known, at) };
  });
}

function problemOf(name: string, known: boolean, at: number): LineProblem | undefined {
  if (NOT_TEXT.test(name)) return "not_text";
  if ([...name].length > LONGEST_NAME) return "too_long";
  if (known) return "twice";
  return at >= MOST_PEOPLE ? "too_many" : undefined;
}

interface Row {
  number: number;
  cells: string[];
}

/** The rows of comma, semicolon or tab separated text (RFC 4180): a quoted cell may hold any of them, and line ends. */
function rowsIn(text: string): Row[] {
  const source = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const separator = separatorOf(source);
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let started = 1;
  const endCell = (): void => {
    cells.push(cell.replace(/\s+/g, " ").trim());
    cell = "";
  };
  const endRow = (): void => {
    endCell();
    rows.push({ number: started, cells });
    cells = [];
    started = line;
  };
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? "";
    if (letter === "\n") line += 1;
    if (quoted && letter === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"' && (quoted || cell.trim() === "")) {
      quoted = !quoted;
    } else if (quoted || (letter !== separator && letter !== "\n")) {
      cell += letter;
    } else if (letter === separator) {
      endCell();
    } else {
      endRow();
    }
  }
  endRow();
  return rows;
}

/** What the first line separates its cells by. A lone comma may stand in a name, such as `Prieto, Ana`, so it must head a column. */
function separatorOf(source: string): string {
  const first = source.split("\n", 1)[0] ?? "";
  const heads = (separator: string): boolean =>
    first.split(separator).some((cell) => HEADINGS.has(cell.replaceAll('"', "").trim().toLowerCase()));
  return ["\t", ";", ","].find((separator) => first.includes(separator) && (separator !== "," || heads(separator))) ?? "\t";
}
