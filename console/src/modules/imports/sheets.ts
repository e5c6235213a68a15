// The sheets of a workbook, read from the file itself so that they can be offered before it is sent. XLSX is a ZIP with
// a list of sheets in xl/workbook.xml.

export interface Sheet {
  name: string;
  isVisible: boolean;
}

const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;
const longestComment = 65_557;
const part = "xl/workbook.xml";

interface Entry {
  offset: number;
  packed: number;
  method: number;
}

const viewOf = async (file: Blob, from: number, to: number) => new DataView(await file.slice(from, to).arrayBuffer());

async function findEntry(file: Blob): Promise<Entry | undefined> {
  const tail = await viewOf(file, Math.max(0, file.size - longestComment), file.size);
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== endOfDirectory) --at;
  if (at < 0) return undefined;
  const start = tail.getUint32(at + 16, true);
  const directory = await viewOf(file, start, start + tail.getUint32(at + 12, true));
  for (let i = 0; i + 46 <= directory.byteLength && directory.getUint32(i, true) === entryOfDirectory; ) {
    const length = directory.getUint16(i + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, i + 46, length));
    if (name === part)
      return { offset: directory.getUint32(i + 42, true), packed: directory.getUint32(i + 20, true), method: directory.getUint16(i + 10, true) };
    i += 46 + length + directory.getUint16(i + 30, true) + directory.getUint16(i + 32, true);
  }
  return undefined;
}

async function textOf(file: Blob, entry: Entry): Promise<string> {
  const local = await viewOf(file, entry.offset, entry.offset + 30);
  const from = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const bytes = file.slice(from, from + entry.packed);
  const stream = entry.method === 8 ? bytes.stream().pipeThrough(new DecompressionStream("deflate-raw")) : bytes.stream();
  return new Response(stream).text();
}

/** In the order of the workbook; none when the file is no workbook that can be read, which the server then says better. */
export async function sheetsOf(file: Blob): Promise<Sheet[]> {
  const entry = await findEntry(file);
  if (!entry) return [];
  const document = new DOMParser().parseFromString(await textOf(file, entry), "application/xml");
  return [...document.getElementsByTagName("*")]
    .filter((element) => element.localName === "sheet" && element.hasAttribute("name"))
    .map((element) => ({ name: element.getAttribute("name")!, isVisible: (element.getAttribute("state") ?? "visible") === "visible" }));
}
