// Photographs as a phone takes them are larger than the server takes, and sharper than anybody needs.

/** What the server takes of one file. */
export const mostBytes = 4 * 1024 * 1024;
const longestSide = 2000;
const small = 900 * 1024;

/** A large photograph as a JPEG that is still easy to read; anything else as it is. */
export async function lighter(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= small) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return made && made.size < file.size ? made : file;
  } catch {
    // A picture that the browser cannot read is the server's to judge.
    return file;
  }
}
