// The unified social credit code, GB 32100-2015, checked while it is typed. The server checks it again and has the last
// word; what it would say, one reads here before sending.

// Table 3: no I, O, S, V, Z. A character's value is its index.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const length = 18;
const form = /^.{2}\d{6}/;

export type UsccFault = "wrong_length" | "bad_character" | "bad_division" | "bad_check_character";

/** As on the licence: half width, capitals, no spaces. */
export function tidyUscc(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .toUpperCase();
}

/** §4.6: weights 3^(i−1) mod 31 over the first 17 characters. */
export function checkCharacter(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, length - 1)) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** What is wrong with a code that is as long as it will be; nothing for a good one and for none. */
export function usccFault(text: string): UsccFault | undefined {
  const code = tidyUscc(text);
  if (code === "") return undefined;
  if ([...code].length !== length) return "wrong_length";
  if ([...code].some((character) => !alphabet.includes(character))) return "bad_character";
  if (!form.test(code)) return "bad_division";
  return checkCharacter(code) === code[length - 1] ? undefined : "bad_check_character";
}

// Letters that the standard leaves out because they are taken for these.
const meant: Record<string, string> = { I: "1", O: "0", S: "5", V: "U", Z: "2" };

/** The code that somebody meant who typed O for 0; only when it then holds. */
export function suggestedUscc(text: string): string | undefined {
  const code = tidyUscc(text).replace(/[IOSVZ]/g, (letter) => meant[letter]!);
  return code !== tidyUscc(text) && usccFault(code) === undefined && code !== "" ? code : undefined;
}
