// Photographs of today's phones are far larger than anybody needs to see whether a notice hangs on a wall.

const longest = 1600;
const quality = 0.82;

/** A size within `longest`, in the same proportion, never larger than it is. */
export function fitted(width: number, height: number, most = longest): { width: number; height: number } {
  const factor = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

export async function shrunk(file: Blob): Promise<{ type: string; bytes: ArrayBuffer }> {
  const picture = await createImageBitmap(file);
  const { width, height } = fitted(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d")!;
  // What is transparent would be black in a JPEG.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return contentOf(canvas, "image/jpeg");
}

export function contentOf(canvas: HTMLCanvasElement, type: "image/jpeg" | "image/png"): Promise<{ type: string; bytes: ArrayBuffer }> {
  return new Promise((done, stop) =>
    canvas.toBlob((blob) => (blob ? void blob.arrayBuffer().then((bytes) => done({ type, bytes }), stop) : stop(new Error("no picture"))), type, quality),
  );
}
