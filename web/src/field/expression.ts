// Runs the expressions of a form over the sheet of answers: XPath 1.0 and what OpenRosa adds to it, as far as
// `crates/xlsform/src/field.rs` lets a form come here. Held against the engine that judges by `crates/xlsform/src/field/`.
import { formatted } from "./day";
import type { Cell, Expr, Step } from "./form";
import { letters, numberText, rounded, toNumber, trimmed, words } from "./text";
import { Broken } from "./trouble";

/** What an expression works out to; the numbers of nodes stand in the order of the document. */
type Value = boolean | number | string | Set<number>;

/** Where it is run. */
type Here = { node: number; position: number; size: number };

/** A sheet of answers, with the tables of choices beside it. */
export class Sheet {
  readonly texts: string[];
  private readonly children: number[][];

  constructor(private readonly cells: Cell[]) {
    this.texts = cells.map(([, , text]) => text);
    this.children = cells.map(() => []);
    cells.forEach(([, parent], node) => this.children[parent]?.push(node));
  }

  name(node: number): string {
    return this.cells[node]?.[0] ?? "";
  }

  below(node: number): number[] {
    return this.children[node] ?? [];
  }

  parent(node: number): number | undefined {
    const parent = this.cells[node]?.[1];
    return parent === undefined || parent < 0 ? undefined : parent;
  }

  descendants(node: number): number[] {
    return this.below(node).flatMap((child) => [child, ...this.descendants(child)]);
  }

  ancestors(node: number): number[] {
    const parent = this.parent(node);
    return parent === undefined ? [] : [parent, ...this.ancestors(parent)];
  }

  /** The text of a node and of all that lies in it. */
  text(node: number): string {
    return [node, ...this.descendants(node)].map((one) => this.texts[one] ?? "").join("");
  }

  table(id: string): number | undefined {
    const at = this.cells.findIndex(([name, , , named]) => name === "instance" && named === id);
    return at < 0 ? undefined : at;
  }
}

const AXES: Record<string, (sheet: Sheet, node: number) => number[]> = {
  child: (sheet, node) => sheet.below(node),
  parent: (sheet, node) => [sheet.parent(node)].filter((one) => one !== undefined),
  self: (_, node) => [node],
  descendant: (sheet, node) => sheet.descendants(node),
  "descendant-or-self": (sheet, node) => [node, ...sheet.descendants(node)],
  ancestor: (sheet, node) => sheet.ancestors(node),
  "ancestor-or-self": (sheet, node) => [node, ...sheet.ancestors(node)],
  "following-sibling": (sheet, node) => siblings(sheet, node).filter((one) => one > node),
  "preceding-sibling": (sheet, node) => siblings(sheet, node).filter((one) => one < node),
};

function siblings(sheet: Sheet, node: number): number[] {
  const parent = sheet.parent(node);
  return parent === undefined ? [] : sheet.below(parent);
}

const inOrder = (nodes: Iterable<number>): Set<number> => new Set([...nodes].sort((one, other) => one - other));

/** One run of expressions at one moment. */
export class Run {
  constructor(
    private readonly sheet: Sheet,
    private readonly today: string,
    private readonly now: string,
  ) {}

  holds(rule: Expr, node: number): boolean {
    return this.bool(this.value(rule, { node, position: 1, size: 1 }));
  }

  says(rule: Expr, node: number): string {
    return this.string(this.value(rule, { node, position: 1, size: 1 }));
  }

  nodes(rule: Expr): number[] {
    const found = this.value(rule, { node: 0, position: 1, size: 1 });
    return found instanceof Set ? [...found] : [];
  }

  private string(value: Value): string {
    if (typeof value === "string") return value;
    if (typeof value === "number") return numberText(value);
    if (typeof value === "boolean") return String(value);
    const [first] = value;
    return first === undefined ? "" : this.sheet.text(first);
  }

  private bool(value: Value): boolean {
    return value instanceof Set ? value.size > 0 : Boolean(value);
  }

  private number(value: Value): number {
    if (typeof value === "number") return value;
    return typeof value === "boolean" ? Number(value) : toNumber(this.string(value));
  }

  private numbers(nodes: Set<number>): number[] {
    return [...nodes].map((node) => toNumber(this.sheet.text(node)));
  }

  private set(value: Value): Set<number> {
    if (value instanceof Set) return value;
    throw new Broken("no nodes");
  }

  private value(rule: Expr, here: Here): Value {
    if (typeof rule === "number" || typeof rule === "string") return rule;
    switch (rule[0]) {
      case "-":
        return -this.number(this.value(rule[1], here));
      case "|":
        return inOrder([...this.set(this.value(rule[1], here)), ...this.set(this.value(rule[2], here))]);
      case "b":
        return this.binary(rule[1], rule[2], rule[3], here);
      case "p":
        return this.path(rule[1], rule[2], here);
      case "f":
        return this.walked(this.kept(this.set(this.value(rule[1], here)), rule[2]), rule[3]);
      case "i":
        return this.table(rule[1]);
      case "r":
        return new RegExp(rule[2], "u").test(this.string(this.value(rule[1], here)));
      case "c":
        return this.call(rule[1], rule[2], here);
    }
  }

  private table(id: string): Set<number> {
    const table = this.sheet.table(id);
    if (table === undefined) throw new Broken("no such table");
    return new Set([table]);
  }

  private path(absolute: 0 | 1, steps: Step[], here: Here): Set<number> {
    if (!absolute) return this.walked(new Set([here.node]), steps);
    const [first, ...rest] = steps;
    // An absolute path may name the root itself.
    if (first && first[1] === this.sheet.name(0) && first[0] === "child") {
      return this.walked(this.kept(new Set([0]), first[2]), rest);
    }
    return this.walked(new Set([0]), steps);
  }

  private walked(from: Set<number>, steps: Step[]): Set<number> {
    return steps.reduce((nodes, step) => this.step(nodes, step), from);
  }

  private step(from: Set<number>, [axis, name, predicates]: Step): Set<number> {
    const along = AXES[axis];
    if (!along) throw new Broken(`axis ${axis}`);
    const named = (node: number) => name === null || this.sheet.name(node) === name;
    return inOrder([...from].flatMap((node) => [...this.kept(new Set(along(this.sheet, node).filter(named)), predicates)]));
  }

  private kept(nodes: Set<number>, predicates: Expr[]): Set<number> {
    let kept = [...nodes];
    for (const predicate of predicates) {
      const size = kept.length;
      kept = kept.filter((node, at) => {
        const value = this.value(predicate, { node, position: at + 1, size });
        return typeof value === "number" ? value === at + 1 : this.bool(value);
      });
    }
    return new Set(kept);
  }

  private binary(sign: string, left: Expr, right: Expr, here: Here): Value {
    const one = this.value(left, here);
    if (sign === "and" && !this.bool(one)) return false;
    if (sign === "or" && this.bool(one)) return true;
    const other = this.value(right, here);
    if (sign === "and" || sign === "or") return this.bool(other);
    if (sign === "=" || sign === "!=") return this.compare(sign === "=", one, other);
    const [x, y] = [this.number(one), this.number(other)];
    switch (sign) {
      case "<":
        return x < y;
      case "<=":
        return x <= y;
      case ">":
        return x > y;
      case ">=":
        return x >= y;
      case "+":
        return x + y;
      case "-":
        return x - y;
      case "*":
        return x * y;
      case "div":
        return x / y;
      case "mod":
        return x % y;
    }
    throw new Broken(`sign ${sign}`);
  }

  /** With nodes, some node must do: `!=` is not the reverse of `=`. */
  private compare(equal: boolean, one: Value, other: Value): boolean {
    const same = (x: Value, y: Value) => (x === y) === equal;
    if (one instanceof Set && other instanceof Set) {
      const texts = [...other].map((node) => this.sheet.text(node));
      return [...one].some((node) => texts.some((text) => same(this.sheet.text(node), text)));
    }
    if (other instanceof Set) return this.compare(equal, other, one);
    if (one instanceof Set) {
      if (typeof other === "boolean") return same(this.bool(one), other);
      if (typeof other === "number") return this.numbers(one).some((number) => same(number, other));
      return [...one].some((node) => same(this.sheet.text(node), this.string(other)));
    }
    if (typeof one === "boolean" || typeof other === "boolean") return same(this.bool(one), this.bool(other));
    if (typeof one === "number" || typeof other === "number") return same(this.number(one), this.number(other));
    return same(one, other);
  }

  private call(name: string, args: Expr[], here: Here): Value {
    const value = (at: number): Value => {
      const arg = args[at];
      if (arg === undefined) throw new Broken(`${name}() needs more`);
      return this.value(arg, here);
    };
    const text = (at: number) => this.string(value(at));
    const number = (at: number) => this.number(value(at));
    const own = () => (args.length ? text(0) : this.sheet.text(here.node));
    const call = FUNCTIONS[name];
    if (!call || !call[0].includes(args.length)) throw new Broken(`${name}()`);
    return call[1]({
      value,
      text,
      number,
      own,
      here,
      count: args.length,
      bool: (at) => this.bool(value(at)),
      set: (at) => this.set(value(at)),
      numbers: (nodes) => this.numbers(nodes),
      of: (node) => this.sheet.text(node),
      name: (node) => this.sheet.name(node),
      asNumber: (one) => this.number(one),
      asText: (one) => this.string(one),
      today: this.today,
      now: this.now,
    });
  }
}

type Called = {
  value: (at: number) => Value;
  text: (at: number) => string;
  number: (at: number) => number;
  bool: (at: number) => boolean;
  set: (at: number) => Set<number>;
  own: () => string;
  here: Here;
  count: number;
  numbers: (nodes: Set<number>) => number[];
  of: (node: number) => string;
  name: (node: number) => string;
  asNumber: (value: Value) => number;
  asText: (value: Value) => string;
  today: string;
  now: string;
};

const MANY = Array.from({ length: 65 }, (_, count) => count);

/** From the first sign to before the second, as far as there are any. */
function part(signs: string[], from: number, to: number): string {
  const within = (at: number) => Math.min(Number.isNaN(at) ? 0 : Math.max(Math.trunc(at), 0), signs.length);
  return signs.slice(within(from), Math.max(within(to), within(from))).join("");
}

function substr({ text, number, count }: Called): string {
  const signs = letters(text(0));
  const size = signs.length;
  // What is no number counts as the most, as the engine's `min` has it.
  const at = (place: number) => (place < 0 ? Math.max(size + place, 0) : Number.isNaN(place) ? size : Math.min(place, size));
  return part(signs, at(number(1)), count === 3 ? at(number(2)) : size);
}

function substring({ text, number, count }: Called): string {
  const signs = letters(text(0));
  const start = number(1);
  const most = count === 3 ? number(2) : Infinity;
  const from = rounded(start) - 1;
  const to = Math.abs(most) === Infinity ? signs.length : rounded(start) - 1 + rounded(most);
  return part(signs, from, to);
}

function translate({ text }: Called): string {
  const signs = letters(text(0));
  const from = letters(text(1));
  const to = letters(text(2));
  return signs.map((sign) => (from.includes(sign) ? (to[from.indexOf(sign)] ?? "") : sign)).join("");
}

function concat({ value, text, of, count, asText }: Called): string {
  if (count === 1) {
    const only = value(0);
    return only instanceof Set ? [...only].map(of).join("") : asText(only);
  }
  return Array.from({ length: count }, (_, at) => text(at)).join("");
}

function extreme(pick: (...numbers: number[]) => number) {
  return ({ value, count, numbers, asNumber }: Called): number => {
    const all = Array.from({ length: count }, (_, at) => value(at)).flatMap((one) =>
      one instanceof Set ? numbers(one) : [asNumber(one)],
    );
    return all.length === 0 || all.some(Number.isNaN) ? NaN : pick(...all);
  };
}

function round({ number, count }: Called): number {
  const value = number(0);
  if (count === 1) return rounded(value);
  const factor = Number(`1e${Math.trunc(number(1))}`);
  return rounded(value * factor) / factor;
}

function before({ text }: Called): string {
  const [whole, sign] = [text(0), text(1)];
  const at = whole.indexOf(sign);
  return at < 0 ? "" : whole.slice(0, at);
}

function after({ text }: Called): string {
  const [whole, sign] = [text(0), text(1)];
  const at = whole.indexOf(sign);
  return at < 0 ? "" : whole.slice(at + sign.length);
}

function selectedAt({ text, number }: Called): string {
  const all = words(text(0));
  const at = number(1);
  return at < 0 ? "" : (all[Number.isNaN(at) ? 0 : Math.trunc(at)] ?? "");
}

function join({ text, value, of, asText }: Called): string {
  const [sign, all] = [text(0), value(1)];
  return all instanceof Set ? [...all].map(of).join(sign) : asText(all);
}

function fromText({ text }: Called): boolean {
  const said = text(0);
  return said === "1" || /^true$/i.test(said);
}

const nameOf = ({ count, set, here, name }: Called): string => {
  const [node] = count ? set(0) : [here.node];
  return node === undefined ? "" : name(node);
};

const pair = (decide: (one: string, other: string) => boolean) => (called: Called) => decide(called.text(0), called.text(1));
const arithmetic = (work: (number: number) => number) => (called: Called) => work(called.number(0));

/** How many arguments a function takes, and what it does. */
const FUNCTIONS: Record<string, [counts: number[], work: (called: Called) => Value]> = {
  count: [[1], ({ set }) => set(0).size],
  position: [[0], ({ here }) => here.position],
  last: [[0], ({ here }) => here.size],
  name: [[0, 1], nameOf],
  "local-name": [[0, 1], nameOf],
  string: [[0, 1], ({ own }) => own()],
  concat: [MANY, concat],
  "string-length": [[0, 1], ({ own }) => letters(own()).length],
  "normalize-space": [[0, 1], ({ own }) => words(own()).join(" ")],
  contains: [[2], pair((one, other) => one.includes(other))],
  "starts-with": [[2], pair((one, other) => one.startsWith(other))],
  "ends-with": [[2], pair((one, other) => one.endsWith(other))],
  "substring-before": [[2], before],
  "substring-after": [[2], after],
  substring: [[2, 3], substring],
  substr: [[2, 3], substr],
  translate: [[3], translate],
  boolean: [[1], ({ bool }) => bool(0)],
  not: [[1], ({ bool }) => !bool(0)],
  true: [[0], () => true],
  false: [[0], () => false],
  "boolean-from-string": [[1], fromText],
  number: [[0, 1], ({ count, number, own }) => (count ? number(0) : toNumber(own()))],
  sum: [[1], ({ set, numbers }) => numbers(set(0)).reduce((sum, one) => sum + one, -0)],
  floor: [[1], arithmetic(Math.floor)],
  ceiling: [[1], arithmetic(Math.ceil)],
  round: [[1, 2], round],
  int: [[1], arithmetic(Math.trunc)],
  abs: [[1], arithmetic(Math.abs)],
  sqrt: [[1], arithmetic(Math.sqrt)],
  min: [MANY, extreme(Math.min)],
  max: [MANY, extreme(Math.max)],
  selected: [[2], pair((one, other) => words(one).includes(trimmed(other)))],
  "selected-at": [[2], selectedAt],
  "count-selected": [[1], ({ text }) => words(text(0)).length],
  join: [[2], join],
  if: [[3], ({ bool, value }) => (bool(0) ? value(1) : value(2))],
  coalesce: [[2], ({ text }) => text(0) || text(1)],
  once: [[1], ({ of, here }) => of(here.node)],
  today: [[0], ({ today }) => today],
  now: [[0], ({ now }) => now],
  "format-date": [[2], ({ text }) => formatted(text(0), () => text(1))],
};
