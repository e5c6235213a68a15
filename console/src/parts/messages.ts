// Texts with values, "共 {n} 条". vue-i18n's own compiler knows plurals and linked texts too, which nobody here needs, and
// would be a tenth of what every page loads first.
import type { MessageCompiler, MessageContext, MessageFunction } from "@intlify/core-base";

const pieces = /\{'([^']*)'\}|\{\s*([\w.-]+)\s*\}/g;

type Piece = string | { name: string };

/** `{name}` is a value, `{'…'}` stands for itself; everything else is text. */
export function piecesOf(text: string): Piece[] {
  const all: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(pieces)) {
    if (found.index > end) all.push(text.slice(end, found.index));
    all.push(found[2] === undefined ? (found[1] ?? "") : { name: found[2] });
    end = found.index + found[0].length;
  }
  if (end < text.length || all.length === 0) all.push(text.slice(end));
  return all;
}

const known = new Map<string, MessageFunction<string>>();

export const compileMessage: MessageCompiler = (message) => {
  const text = String(message);
  let compiled = known.get(text);
  if (!compiled) {
    const all = piecesOf(text);
    compiled = ((context: MessageContext<string>) =>
      all
        .map((piece) => {
          if (typeof piece === "string") return piece;
          const value = /^\d+$/.test(piece.name) ? context.list(Number(piece.name)) : context.named(piece.name);
          return value === null || value === undefined ? "" : String(value);
        })
        .join("")) as MessageFunction<string>;
    known.set(text, compiled);
  }
  return compiled as never;
};
