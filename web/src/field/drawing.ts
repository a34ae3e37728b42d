// Draws parts of the page. Text is always text: nothing that somebody typed or a form says is read as HTML.

type Part = Node | string | null | undefined | false;

/** An element with its attributes and what lies in it. */
export function el<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  marks: Record<string, string | boolean | (() => void)> = {},
  ...parts: Part[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(marks)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...parts.filter((part): part is Node | string => Boolean(part)));
  return made;
}

export const button = (words: string, tone: string, press: () => void): HTMLButtonElement =>
  el("button", { class: `btn btn-${tone}`, type: "button", click: press }, words);

export const mark = (tone: string, words: string): HTMLElement => el("span", { class: `mark mark-${tone}` }, words);
