// @vitest-environment jsdom
import { Blob as NodeBlob } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sheetsOf } from "./sheets";

const xml = `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>
  <sheet name="说明" sheetId="1" state="hidden"/><sheet name="企业" sheetId="2"/><sheet name="A&amp;B" sheetId="3"/></sheets></workbook>`;

/** A ZIP of files that are packed, or stored. */
function zip(files: [string, string][], isPacked: boolean): Blob {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const raw = Buffer.from(text);
    const data = isPacked ? deflateRawSync(raw) : raw;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    locals.push(local, Buffer.from(name), data);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isPacked ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new NodeBlob([...locals, central, end]) as unknown as Blob;
}

describe("the sheets of a workbook", () => {
  const files: [string, string][] = [["[Content_Types].xml", "<Types/>"], ["xl/workbook.xml", xml]];
  it.each([true, false])("are read from the file (packed: %s)", async (isPacked) => {
    expect(await sheetsOf(zip(files, isPacked))).toEqual([
      { name: "说明", isVisible: false },
      { name: "企业", isVisible: true },
      { name: "A&B", isVisible: true },
    ]);
  });

  it("are none where there is no workbook", async () => {
    expect(await sheetsOf(new NodeBlob(["name,uscc\n"]) as unknown as Blob)).toEqual([]);
    expect(await sheetsOf(zip([["a.txt", "a"]], true))).toEqual([]);
  });
});
