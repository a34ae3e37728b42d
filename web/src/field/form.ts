// A form as the server tells it to a telephone: the very expressions that judge there, already parsed
// (`crates/xlsform/src/field.rs`), so that nothing is read twice in two ways.

/** A step of a path: its axis, the name it takes (null for any), and what must hold of it. */
export type Step = [axis: string, name: string | null, predicates: Expr[]];

/** An expression. A number and a text stand for themselves. */
export type Expr =
  | number
  | string
  | ["p", absolute: 0 | 1, steps: Step[]]
  | ["f", base: Expr, predicates: Expr[], steps: Step[]]
  | ["i", table: string]
  | ["c", name: string, args: Expr[]]
  | ["r", text: Expr, pattern: string]
  | ["b", sign: string, left: Expr, right: Expr]
  | ["-", inner: Expr]
  | ["|", left: Expr, right: Expr];

/** One text in each language, the form's default first. */
export type Wording = [language: string, text: string][];

export type Group = { k: "g"; n: string; l: Wording; at: number; w: string[]; relevant?: Expr };

export type Kind = "text" | "integer" | "decimal" | "date" | "select_one" | "select_multiple" | "note" | "calculated";

export type Question = {
  k: "q";
  n: string;
  p: string;
  t: Kind;
  l: Wording;
  h: Wording;
  m: Wording;
  a: string;
  d?: string;
  c: [value: string, label: Wording][];
  at: number;
  w: string[];
  relevant?: Expr;
  required?: Expr;
  constraint?: Expr;
  calculate?: Expr;
  filter?: [rows: Expr, value: string];
};

export type Item = Group | Question | { k: "e"; n: string };

/** A node of the empty answer sheet, in the order of the document: its name, its parent, its text, a table's id. */
export type Cell = [name: string, parent: number, text: string, id?: string];

export type Form = {
  id: string;
  version: string;
  title: string;
  languages: string[];
  cells: Cell[];
  items: Item[];
};

/** What was typed, by the names of the questions. */
export type Given = Record<string, string[]>;

/** The text in this language, or in the form's own. */
export function said(wording: Wording, language: string): string {
  return (wording.find(([code]) => code === language) ?? wording[0])?.[1] ?? "";
}
