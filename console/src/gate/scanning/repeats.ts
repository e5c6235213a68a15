// The same code again within a few seconds is the same person still holding the phone up.
const repeatFor = 6_000;

let last: { text: string; at: number } | undefined;

export function noteScan(text: string, at: number): void {
  last = { text, at };
}

export function justScanned(text: string, at: number): boolean {
  const again = last?.text === text && at - last.at < repeatFor;
  // As long as it stays in front of the camera it stays the same showing.
  if (again && last) last.at = at;
  return again;
}
