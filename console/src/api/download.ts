import type { Api, Query } from "./client";
import { addressOf } from "./client";

/** "attachment; filename*=UTF-8''%E5%90%8D.csv" → "名.csv" */
export function fileNameOf(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? otherwise;
}

export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Fetches a file to its end and only then saves it: a cut connection is a Problem, never a shorter file. Answers the
 * name under which it was saved.
 */
export async function download(
  api: Api,
  path: string,
  options: { path?: Record<string, string>; query?: Query; signal?: AbortSignal } = {},
): Promise<string> {
  const response = await api.send("get", addressOf(path, options.path, options.query), { signal: options.signal });
  const name = fileNameOf(response.headers.get("content-disposition"), path.split("/").filter(Boolean).join("-"));
  saveAs(await response.blob(), name);
  return name;
}
