import { beforeAll, describe, expect, it } from "vitest";
import { Problem } from "@/api";
import { addTexts } from "@/parts/i18n";
import { atFields, requireFaultless, saidOfFigure } from "./faults";
import locale from "./locale";

beforeAll(() => addTexts("organizations", locale));

const caught = async (deed: () => unknown): Promise<Problem> => {
  try {
    await deed();
  } catch (failure) {
    return failure as Problem;
  }
  throw new Error("nothing was thrown");
};

describe("faults", () => {
  it("are told all at once, each at its field", async () => {
    const problem = await caught(() => requireFaultless({ name: "必填。", staff: undefined, capital: "最多 6 位小数。" }));
    expect(problem.faultOf("name")).toBe("必填。");
    expect(problem.faultOf("capital")).toBe("最多 6 位小数。");
    expect(problem.faults).toHaveLength(2);
    expect(() => requireFaultless({ name: undefined })).not.toThrow();
  });

  it("say what a figure should be", () => {
    expect(saidOfFigure("too_precise", { range: "", places: 6 })).toBe("最多 6 位小数。");
    expect(saidOfFigure("too_precise", { range: "", places: 0 })).toBe("请填写整数。");
    expect(saidOfFigure("out_of_range", { range: "1 至 200", places: 0 })).toBe("超出范围（1 至 200）。");
    expect(saidOfFigure(undefined, { range: "", places: 0 })).toBeUndefined();
  });

  it("of the whole go to the field they are about", async () => {
    const taken = new Problem({ status: 409, code: "uscc_taken", title: "冲突", detail: "已登记为“甲公司”。" });
    const problem = await caught(() => atFields(Promise.reject(taken), { uscc_taken: "uscc" }));
    expect(problem.faultOf("uscc")).toBe("已登记为“甲公司”。");
    expect(await caught(() => atFields(Promise.reject(taken), {}))).toBe(taken);
    expect(await atFields(Promise.resolve(7), {})).toBe(7);
  });
});
