// Scanners and card readers at a gate pretend to be keyboards: they type without a pause and end with Enter. Somebody
// who types a number on a real keyboard is as welcome.
import { onBeforeUnmount, onMounted } from "vue";

const longestPause = 1_000;
const shortest = 6;

/** Gathers what is typed; after a pause it begins anew. Returns the text when Enter ends it. */
export function makeTypedScan(): (key: string, at: number) => string | undefined {
  let text = "";
  let last = -Infinity;
  return (key, at) => {
    if (at - last > longestPause) text = "";
    last = at;
    if (key === "Enter") {
      const scanned = text;
      text = "";
      return scanned.length >= shortest ? scanned : undefined;
    }
    if (key.length === 1) text += key;
    return undefined;
  };
}

export function useTypedScans(scanned: (text: string) => void): void {
  const gather = makeTypedScan();
  const listen = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const text = gather(event.key, event.timeStamp);
    if (text === undefined) return;
    // The Enter that ends a scan is no Enter of anybody's.
    event.preventDefault();
    event.stopImmediatePropagation();
    scanned(text);
  };
  onMounted(() => addEventListener("keydown", listen, true));
  onBeforeUnmount(() => removeEventListener("keydown", listen, true));
}
