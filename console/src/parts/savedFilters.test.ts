import { describe, expect, it } from "vitest";
import { useSavedFilters } from "./savedFilters";

describe("saved filters", () => {
  it("are kept by name, the later in place of the former", () => {
    const { saved, save, remove } = useSavedFilters("/accounts");
    save("停用", { status: "disabled" }, false);
    save("停用", { status: "disabled", division: "370811" }, false);
    expect(saved.value).toEqual([{ name: "停用", values: { status: "disabled", division: "370811" }, isDefault: false }]);
    expect(useSavedFilters("/accounts").saved.value).toHaveLength(1);
    expect(useSavedFilters("/sites").saved.value).toEqual([]);
    remove("停用");
    expect(useSavedFilters("/accounts").saved.value).toEqual([]);
  });

  it("have at most one default", () => {
    const { saved, save, setDefault } = useSavedFilters("/accounts");
    save("甲", { status: "active" }, true);
    save("乙", { status: "invited" }, false);
    setDefault("乙");
    expect(saved.value.map((filter) => filter.isDefault)).toEqual([false, true]);
    setDefault("乙");
    expect(saved.value.some((filter) => filter.isDefault)).toBe(false);
  });

  it("survive what is not theirs", () => {
    localStorage.setItem("tongzhou.filters../accounts", "{not json");
    expect(useSavedFilters("/accounts").saved.value).toEqual([]);
  });
});
