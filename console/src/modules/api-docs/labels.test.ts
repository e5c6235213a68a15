import { expect, it } from "vitest";
import { label } from "./labels";

const words = { filter: "按分类筛选", value: "取值", response: "响应" };

it("names controls after their parameter, or where they stand", () => {
  const root = document.createElement("div");
  root.innerHTML = `<input class="operation-filter-input"><table><tr data-param-name="division"><td><input></td></tr></table>
    <div class="responses-wrapper"><select></select></div><label for="a">A</label><input id="a"><select aria-label="own"></select>`;
  label(root, words);
  expect([...root.querySelectorAll("input, select")].map((control) => control.getAttribute("aria-label"))).toEqual(["按分类筛选", "division", "响应", null, "own"]);
});
