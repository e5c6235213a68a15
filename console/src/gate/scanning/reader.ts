// Reads QR codes out of a running video: with what the browser brings, else with a library that is loaded only then.

export type ReadFrame = (video: HTMLVideoElement) => Promise<string | undefined>;

interface DetectedCode {
  rawValue: string;
}
interface Detector {
  detect(source: CanvasImageSource): Promise<DetectedCode[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export async function makeReader(): Promise<ReadFrame> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Detector && (await Detector.getSupportedFormats()).includes("qr_code")) {
    const detector = new Detector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  return makeLibraryReader();
}

/** As many pixels as the code of a pass needs, and no more than a slow phone can search ten times a second. */
const side = 640;

async function makeLibraryReader(): Promise<ReadFrame> {
  const { default: wasm } = await import("zxing-wasm/reader/zxing_reader.wasm?url");
  const readPixels = await makePixelReader({ locateFile: () => wasm });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to read codes from");
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    const square = Math.min(width, height);
    if (square === 0) return undefined;
    context.drawImage(video, (width - square) / 2, (height - square) / 2, square, square, 0, 0, side, side);
    return readPixels(context.getImageData(0, 0, side, side));
  };
}

/** The library itself, from where its WebAssembly is. */
export async function makePixelReader(overrides: { locateFile: () => string } | { wasmBinary: ArrayBuffer }) {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  await prepareZXingModule({ overrides, fireImmediately: true });
  return async (pixels: Pick<ImageData, "data" | "width" | "height">): Promise<string | undefined> =>
    (await readBarcodes(pixels as ImageData, { formats: ["QRCode"], maxNumberOfSymbols: 1 }))[0]?.text;
}
