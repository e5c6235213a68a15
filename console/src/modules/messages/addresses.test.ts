import { describe, expect, it } from "vitest";
import { Problem } from "@/api";
import { atAddresses } from "./addresses";

const refusal = (...paths: string[]) =>
  Promise.reject(new Problem({ status: 422, code: "invalid", title: "t", detail: "d", errors: paths.map((path) => ({ path, code: "not_an_address", message: "m" })) }));

describe("what is wrong with an address", () => {
  it("is said at the field in which it was typed", async () => {
    const failure = await atAddresses(refusal("/items/1/address"), ["mobile", "openid"]).catch((problem: Problem) => problem);
    expect((failure as Problem).faultOf("/address-openid")).toBe("m");
    const alone = await atAddresses(refusal("/address"), ["mail"]).catch((problem: Problem) => problem);
    expect((alone as Problem).faultOf("/address-mail")).toBe("m");
  });
  it("leaves other failures as they are", async () => {
    const other = new Error("network");
    await expect(atAddresses(Promise.reject(other), ["mail"])).rejects.toBe(other);
    await expect(atAddresses(Promise.resolve(3), [])).resolves.toBe(3);
  });
});
