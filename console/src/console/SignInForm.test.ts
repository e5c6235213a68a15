import { flushPromises } from "@vue/test-utils";
import { afterEach, expect, it, vi } from "vitest";
import { answerWith, mountPage, problemResponse, type Asked } from "@/parts/testing";
import { useSession } from "@/parts/session";
import SignInForm from "./SignInForm.vue";
import locale from "./locale";

const who = { kind: "account", id: "2", name: "李明", step: "done", permissions: [], reach: "everything", csrf_token: "t" };

afterEach(() => vi.unstubAllGlobals());

async function open(answer: (asked: Asked) => unknown) {
  const asked = answerWith({ "POST /session": answer });
  const { page } = await mountPage(SignInForm, { texts: { console: locale }, attachTo: document.body });
  const type = async (selector: string, text: string) => page.get(selector).setValue(text);
  const send = async () => {
    await page.get("form").trigger("submit");
    await flushPromises();
  };
  return { page, asked, type, send };
}

it("signs in with name and password", async () => {
  const { asked, type, send } = await open(() => ({ step: "done", account: who }));
  await type("[autocomplete=username]", " liming ");
  await type("[autocomplete=current-password]", " as typed ");
  await send();
  expect(asked[0]!.body).toEqual({ name: "liming", password: " as typed " });
  expect(useSession().who?.name).toBe("李明");
});

it("asks for the code where one is needed, and takes a recovery code as well", async () => {
  const { page, asked, type, send } = await open(({ body }) =>
    (body as { code?: string }).code ? { step: "done", account: who } : { step: "totp_required" },
  );
  await type("[autocomplete=username]", "liming");
  await type("[autocomplete=current-password]", "pw");
  await send();
  expect(useSession().who?.name).not.toBe("李明");
  expect(page.get("[autocomplete=one-time-code]").attributes("inputmode")).toBe("numeric");
  await page.findAll("button").find((one) => one.text().includes("改用恢复码"))!.trigger("click");
  expect(page.get("[autocomplete=one-time-code]").attributes("inputmode")).toBe("text");
  await type("[autocomplete=one-time-code]", "ab12-cd34 ");
  await send();
  expect(asked.at(-1)!.body).toEqual({ name: "liming", password: "pw", code: "ab12-cd34" });
  expect(useSession().who?.name).toBe("李明");
});

it("shows why it failed over a page whose session has ended, too", async () => {
  const { page, type, send } = await open(() => problemResponse(401, "sign_in_failed"));
  const session = useSession();
  session.keep({ kind: "account", id: "1", name: "李明", step: "done", permissions: [], reach: "division" });
  session.lapse();
  await type("[autocomplete=username]", "liming");
  await type("[autocomplete=current-password]", "wrong");
  await send();
  expect([session.expired, page.get("[role=alert]").text()]).toEqual([true, "detail of sign_in_failed"]);
});

it("shows why it failed, and forgets the password when somebody else begins", async () => {
  const { page, type, send } = await open(({ body }) =>
    (body as { code?: string }).code ? problemResponse(401, "code_not_valid") : { step: "totp_required" },
  );
  await type("[autocomplete=username]", "liming");
  await type("[autocomplete=current-password]", "pw");
  await send();
  await type("[autocomplete=one-time-code]", "123456");
  await send();
  expect(page.get("[role=alert]").text()).toBe("detail of code_not_valid");
  await page.findAll("button").find((one) => one.text() === "换一个账号")!.trigger("click");
  expect((page.get("[autocomplete=current-password]").element as HTMLInputElement).value).toBe("");
});
