// What the page says, in the language it is read in. All sentences stand with those of the site, in `th.ftl` and `en.ftl`.

const WORDS = JSON.parse(document.querySelector<HTMLElement>("#field")?.dataset.words ?? "{}") as Record<string, string>;

export const language = document.documentElement.lang;

/** A sentence, with what stands in its gaps. */
export function say(id: string, gaps: Record<string, string | number> = {}): string {
  const sentence = WORDS[id] ?? id;
  return Object.entries(gaps).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), sentence);
}
