import { describe, expect, it } from "vitest";
import { countBelow, moveOf, rowBeginningWith, rowsOf, search, wayTo, type Node } from "./tree";

const node = (id: string, name: string, division: string, children: Node[] = []): Node => ({
  id,
  name,
  division,
  kind: "department",
  children,
});
const town = node("t", "张庄镇指挥部", "370881100");
const county = node("c", "曲阜市指挥部", "370881", [town]);
const bureau = node("b", "市卫健委", "3708");
const roots = [node("r", "济宁市指挥部", "3708", [bureau, county])];
const names = (rows: { node: Node }[]) => rows.map((row) => row.node.id).join("");

describe("the tree", () => {
  it("shows what is open", () => {
    expect(names(rowsOf(roots, new Set()))).toBe("r");
    expect(names(rowsOf(roots, new Set(["r"])))).toBe("rbc");
    const all = rowsOf(roots, new Set(["r", "c"]));
    expect(names(all)).toBe("rbct");
    expect(all[3]).toMatchObject({ level: 3, parent: "c", position: 1, siblings: 1, isOpen: false });
    expect(countBelow(roots[0]!)).toBe(3);
  });

  it("keeps the way to what was searched for, and only that", () => {
    const found = search(roots, "张庄");
    expect(found.matches).toBe(1);
    expect(names(rowsOf(found.roots, found.open))).toBe("rct");
    expect(search(roots, "没有")).toMatchObject({ roots: [], matches: 0 });
  });

  it("leaves what lies below a match within reach", () => {
    const found = search(roots, "曲阜");
    expect(names(rowsOf(found.roots, found.open))).toBe("rc");
    expect(names(rowsOf(found.roots, new Set([...found.open, "c"])))).toBe("rct");
  });

  it("finds by division code", () => expect(search(roots, "370881").matches).toBe(2));

  it("follows the arrows", () => {
    const closed = rowsOf(roots, new Set());
    expect(moveOf("ArrowRight", closed, 0)).toEqual({ open: "r" });
    const rows = rowsOf(roots, new Set(["r", "c"]));
    expect(moveOf("ArrowRight", rows, 0)).toEqual({ focus: 1 });
    expect(moveOf("ArrowRight", rows, 1)).toBeUndefined();
    expect(moveOf("ArrowLeft", rows, 3)).toEqual({ focus: 2 });
    expect(moveOf("ArrowLeft", rows, 2)).toEqual({ close: "c" });
    expect(moveOf("ArrowDown", rows, 3)).toEqual({ focus: 3 });
    expect(moveOf("End", rows, 0)).toEqual({ focus: 3 });
    expect(moveOf("Enter", rows, 2)).toEqual({ go: "c" });
    expect(moveOf("a", rows, 2)).toBeUndefined();
  });

  it("goes to the next name that begins as typed", () => {
    const rows = rowsOf(roots, new Set(["r", "c"]));
    expect(rowBeginningWith("市", rows, 0)).toBe(1);
    expect(rowBeginningWith("济", rows, 2)).toBe(0);
    expect(rowBeginningWith("王", rows, 0)).toBeUndefined();
  });

  it("knows the way from the top", () => {
    expect(wayTo(roots, "t").map((each) => each.id)).toEqual(["r", "c", "t"]);
    expect(wayTo(roots, "x")).toEqual([]);
  });
});
