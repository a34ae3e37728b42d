// Photographs that go with an answer: made small enough to be sent by a weak signal. Drawing them anew also leaves behind
// where they were taken.
import type { Picture } from "./store";

const SIDE_MOST = 1_800;
export const PICTURES_MOST = 6;

/** A photograph as it is kept. One that cannot be read here is none. */
export async function picture(file: File, number: number): Promise<Picture | undefined> {
  const read = await createImageBitmap(file).catch(() => undefined);
  if (!read) return undefined;
  const scale = Math.min(1, SIDE_MOST / Math.max(read.width, read.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(read.width * scale);
  canvas.height = Math.round(read.height * scale);
  canvas.getContext("2d")?.drawImage(read, 0, 0, canvas.width, canvas.height);
  const content = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  return content ? { name: `picture-${number}.jpg`, content } : undefined;
}
