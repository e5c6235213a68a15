// The text of a policy as it is read: its sections and paragraphs, with a passage marked in its place. The API counts
// characters (code points), JavaScript counts halves of some; so everything here goes by code points.
import type { Schema } from "@/api";

export type Section = Schema<"Section">;

export interface Range {
  offset: number;
  length: number;
}

export interface Piece {
  text: string;
  isMarked: boolean;
}

export interface Paragraph {
  key: number;
  pieces: Piece[];
}

export interface Part {
  key: number;
  /** 0 is the outermost. */
  depth: number;
  /** "一、加大金融支持力度": for the contents; empty for what stands before the first. */
  heading: string;
  paragraphs: Paragraph[];
}

const isBlank = (letter: string | undefined): boolean => letter !== undefined && /\s/.test(letter);

/** In the order of the text; lines without a letter are left out. */
export function partsOf(text: string, sections: readonly Section[], mark?: Range): Part[] {
  const letters = [...text];
  const from = mark?.offset ?? 0;
  const to = from + (mark?.length ?? 0);

  function piecesOf(start: number, end: number): Piece[] {
    const cut = [start, Math.min(Math.max(from, start), end), Math.min(Math.max(to, start), end), end];
    return [0, 1, 2].flatMap((i) =>
      cut[i]! < cut[i + 1]! ? [{ text: letters.slice(cut[i], cut[i + 1]).join(""), isMarked: i === 1 }] : [],
    );
  }

  function paragraphsOf(start: number, end: number): Paragraph[] {
    const found: Paragraph[] = [];
    for (let at = start; at < end; ) {
      let stop = at;
      while (stop < end && letters[stop] !== "\n") ++stop;
      let first = at;
      let last = stop;
      while (first < last && isBlank(letters[first])) ++first;
      while (last > first && isBlank(letters[last - 1])) --last;
      if (first < last) found.push({ key: first, pieces: piecesOf(first, last) });
      at = stop + 1;
    }
    return found;
  }

  return sections
    .map((section) => ({
      key: section.offset,
      depth: section.depth,
      heading: section.number ? section.number + section.heading : "",
      paragraphs: paragraphsOf(section.offset, section.offset + section.length),
    }))
    .filter((part) => part.paragraphs.length > 0);
}

/** "厂房 · 租金 · 减免", as the API gives a reason. */
export const wordsOf = (reason: string): string[] => reason.split(" · ").filter(Boolean);

const fold = (text: string): string => text.toLowerCase();

/** A word that does not stand in the text in one piece, as its parts that do: 减免房租 as 减免 and 房租. */
function partsIn(text: string, word: string): string[] {
  if (text.includes(word)) return [word];
  const found: string[] = [];
  for (let from = 0; from < word.length; ) {
    let to = word.length;
    while (to - from >= 2 && !text.includes(word.slice(from, to))) --to;
    if (to - from >= 2) found.push(word.slice(from, to));
    from = to - from >= 2 ? to : from + 1;
  }
  return found;
}

/** The text in pieces, those words marked wherever they stand; the longer of two that overlap. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const folded = fold(text);
  const wanted = words.flatMap((word) => partsIn(folded, fold(word))).sort((a, b) => b.length - a.length);
  // Where folding changes the length, places in one are not places in the other.
  if (wanted.length === 0 || folded.length !== text.length) return text ? [{ text, isMarked: false }] : [];
  const pieces: Piece[] = [];
  const add = (part: string, isMarked: boolean): void => {
    const last = pieces.at(-1);
    if (last?.isMarked === isMarked) last.text += part;
    else if (part) pieces.push({ text: part, isMarked });
  };
  for (let at = 0; at < text.length; ) {
    const word = wanted.find((each) => folded.startsWith(each, at));
    add(text.slice(at, at + (word?.length ?? 1)), word !== undefined);
    at += word?.length ?? 1;
  }
  return pieces;
}

export type Difference = Schema<"Piece">;

export interface Change {
  change: Difference["change"] | "left_out";
  text: string;
}

/** What changed, with a little of what stayed around it: what is long and the same is left out. */
export function changesOf(pieces: readonly Difference[], around = 40): Change[] {
  return pieces.flatMap((piece, i): Change[] => {
    const letters = [...piece.text];
    const isFirst = i === 0;
    const isLast = i === pieces.length - 1;
    const kept = (isFirst ? 0 : around) + (isLast ? 0 : around);
    if (piece.change !== "same" || letters.length <= kept + around) return [piece];
    const before = isFirst ? 0 : around;
    const after = letters.length - (isLast ? 0 : around);
    return [
      { change: "same" as const, text: letters.slice(0, before).join("") },
      { change: "left_out" as const, text: letters.slice(before, after).join("") },
      { change: "same" as const, text: letters.slice(after).join("") },
    ].filter((part) => part.text !== "");
  });
}
