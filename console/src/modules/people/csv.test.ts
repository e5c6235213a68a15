import { expect, it } from "vitest";
import { csvOf } from "./csv";

// jsdom's Blob can only be read in the old way.
const bytesOf = (blob: Blob) =>
  new Promise<Uint8Array>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.readAsArrayBuffer(blob);
  });

it("quotes what has to be quoted, and lets no cell be a formula", async () => {
  const text = new TextDecoder().decode(await bytesOf(csvOf(["姓名", "码"], [["张*", "12345678"], ['李"明"', "a,b"], ["=1+1", "-3"]])));
  expect(text.replace(/^\uFEFF/, "")).toBe("姓名,码\r\n张*,12345678\r\n\"李\"\"明\"\"\",\"a,b\"\r\n'=1+1,'-3\r\n");
});

it("begins with a byte order mark", async () => {
  const bytes = await bytesOf(csvOf(["a"], []));
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
