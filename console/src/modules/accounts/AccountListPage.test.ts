import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, mountPage, problemResponse } from "@/parts/testing";
import AccountListPage from "./AccountListPage.vue";
import locale from "./locale";

const roles = [
  { id: "r1", name: "审计员", name_en: "Auditor", permissions: ["audit_read"], built_in: true, second_factor: true },
  { id: "r2", name: "门岗", name_en: "Gatekeeper", permissions: ["gate_read"], built_in: true, second_factor: false },
];
const account = {
  id: "a1",
  sign_in_name: "liming",
  display_name: "李明",
  reach: "division",
  status: "active",
  second_factor: false,
  created_at: "2020-02-24T00:00:00Z",
};
const list = { "GET /accounts": { items: [account] }, "GET /roles": { items: roles } };

function open(permissions: ("account_read" | "account_write" | "gate_read")[], answers = {}) {
  const asked = answerWith({ ...list, ...answers });
  return mountPage(AccountListPage, { path: "/accounts", permissions, texts: { accounts: locale }, attachTo: document.body }).then(
    (made) => ({ ...made, asked }),
  );
}

const inDialog = <E extends HTMLElement>(selector: string) => document.body.querySelector<E>(`.el-dialog ${selector}`);
const button = (text: string) => [...document.body.querySelectorAll("button")].find((one) => one.textContent?.trim() === text);

afterEach(() => vi.unstubAllGlobals());

describe("the accounts", () => {
  it("are only shown to who may not change them", async () => {
    const { page } = await open(["account_read"]);
    expect(page.text()).toContain("李明");
    expect(page.text()).toContain("正常");
    expect(button("新建账号")).toBeUndefined();
    expect(page.find("tbody input[type=checkbox]").exists()).toBe(false);
  });

  it("get a new one with roles that its maker has, and the link is shown once", async () => {
    const { asked } = await open(["account_read", "account_write", "gate_read"], {
      "POST /accounts": { id: "a2", token: "tz_i_secret", expires_at: "2020-03-01T00:00:00Z" },
    });
    button("新建账号")!.click();
    await flushPromises();
    const boxes = [...document.body.querySelectorAll<HTMLInputElement>(".roles input")];
    expect(boxes.map((box) => box.disabled)).toEqual([true, false]);
    boxes[1]!.click();
    const fields = [...document.body.querySelectorAll<HTMLInputElement>(".el-dialog .el-input input")];
    fields[0]!.value = "王芳";
    fields[0]!.dispatchEvent(new Event("input"));
    fields[1]!.value = "wangfang";
    fields[1]!.dispatchEvent(new Event("input"));
    await flushPromises();
    inDialog<HTMLButtonElement>("[type=submit]")!.click();
    await flushPromises();
    const post = asked.find((one) => one.method === "POST");
    expect(post?.body).toEqual({ display_name: "王芳", sign_in_name: "wangfang", roles: ["r2"] });
    expect(post?.headers.get("x-csrf-token")).toBe("csrf-of-test");
    expect(inDialog<HTMLInputElement>("input[readonly]")?.value).toBe("http://localhost:3000/console/#/links/tz_i_secret");
  });

  it("show beside the field what the server finds wrong", async () => {
    const errors = [{ path: "/sign_in_name", code: "wrong_length", message: "应为 2 到 64 个字。" }];
    await open(["account_read", "account_write"], {
      "POST /accounts": () => problemResponse(422, "invalid", { errors }),
    });
    button("新建账号")!.click();
    await flushPromises();
    inDialog<HTMLButtonElement>("[type=submit]")!.click();
    await flushPromises();
    const fault = inDialog(".is-error .fault");
    expect(fault?.textContent).toBe("应为 2 到 64 个字。");
    expect(inDialog(".is-error input")?.getAttribute("aria-describedby")).toBe(fault?.id);
    expect(inDialog(".problem")?.textContent).not.toContain("应为");
  });
});
