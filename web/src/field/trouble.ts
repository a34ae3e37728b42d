export { trimmed } from "./text";

/** A rule that cannot be run: the form is wrong, not the person. */
export class Broken extends Error {}
