// The tree as rows: which are in sight, and where the keyboard goes. After the tree view pattern of WAI-ARIA.
import type { Schema } from "@/api";

export type Node = Schema<"OrganizationNode">;

export interface Row {
  node: Node;
  level: number;
  parent?: string;
  isOpen: boolean;
  /** Among those beside it, from 1. */
  position: number;
  siblings: number;
}

/** The rows in sight: below an open node its children. */
export function rowsOf(roots: readonly Node[], open: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const walk = (nodes: readonly Node[], level: number, parent?: string): void => {
    for (const [index, node] of nodes.entries()) {
      const isOpen = node.children.length > 0 && open.has(node.id);
      rows.push({ node, level, parent, isOpen, position: index + 1, siblings: nodes.length });
      if (isOpen) walk(node.children, level + 1, node.id);
    }
  };
  walk(roots, 1);
  return rows;
}

export interface Found {
  /** The roots with only what matches, and what lies above it. */
  roots: Node[];
  /** To be opened, so that every match is in sight. */
  open: Set<string>;
  matches: number;
}

/** Those whose name or division has the text, with the way to them. What lies below a match is kept, but closed. */
export function search(roots: readonly Node[], text: string): Found {
  const wanted = text.trim().toLowerCase();
  const open = new Set<string>();
  let matches = 0;
  const pruned = (node: Node): Node | undefined => {
    const isMatch = node.name.toLowerCase().includes(wanted) || (/^\d{2,}$/.test(wanted) && node.division.startsWith(wanted));
    if (isMatch) ++matches;
    const below = node.children.flatMap((child) => pruned(child) ?? []);
    if (below.length > 0) open.add(node.id);
    if (isMatch && below.length === 0) return node;
    return isMatch || below.length > 0 ? { ...node, children: below } : undefined;
  };
  return { roots: roots.flatMap((root) => pruned(root) ?? []), open, matches };
}

/** How many lie below a node, at all depths. */
export const countBelow = (node: Node): number => node.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);

export type Move = { focus: number } | { open: string } | { close: string } | { go: string };

/** What a key does on the row at `at`; nothing for a key that the tree has no use for. */
export function moveOf(key: string, rows: readonly Row[], at: number): Move | undefined {
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case "ArrowDown":
      return { focus: Math.min(at + 1, rows.length - 1) };
    case "ArrowUp":
      return { focus: Math.max(at - 1, 0) };
    case "Home":
      return { focus: 0 };
    case "End":
      return { focus: rows.length - 1 };
    case "ArrowRight":
      if (row.node.children.length === 0) return undefined;
      return row.isOpen ? { focus: at + 1 } : { open: row.node.id };
    case "ArrowLeft":
      if (row.isOpen) return { close: row.node.id };
      return row.parent === undefined ? undefined : { focus: rows.findIndex((other) => other.node.id === row.parent) };
    case "Enter":
      return { go: row.node.id };
    default:
      return undefined;
  }
}

/** The next row whose name begins with what was typed, from the one at `at` on and around. */
export function rowBeginningWith(typed: string, rows: readonly Row[], at: number): number | undefined {
  for (let step = 1; step <= rows.length; ++step) {
    const index = (at + step) % rows.length;
    if (rows[index]!.node.name.toLowerCase().startsWith(typed.toLowerCase())) return index;
  }
  return undefined;
}

/** The nodes from a root down to one. */
export function wayTo(roots: readonly Node[], id: string): Node[] {
  for (const node of roots) {
    if (node.id === id) return [node];
    const below = wayTo(node.children, id);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}
