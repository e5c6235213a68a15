// Short words to the user: what was done, what failed, and questions before what cannot be undone.
// What draws them is loaded when there is something to say.
import type { MessageOptions } from "element-plus/es/components/message/index";
import { problemOf } from "@/api/problem";
import { language } from "./language";
import { say } from "./i18n";

async function show(message: MessageOptions): Promise<void> {
  const [{ ElMessage }] = await Promise.all([
    import("element-plus/es/components/message/index"),
    import("element-plus/es/components/message/style/css"),
  ]);
  ElMessage(message);
}

export function done(text: string): void {
  void show({ message: text, type: "success", duration: 3000 });
}

export function warned(text: string): void {
  void show({ message: text, type: "warning", duration: 6000, showClose: true });
}

/** Shows why something failed; for deeds without a form of their own. */
export function failed(failure: unknown): void {
  if (failure instanceof DOMException && failure.name === "AbortError") return;
  const problem = problemOf(failure, language.value);
  // A session that has ended is told by the sign-in that appears.
  if (problem.status === 401) return;
  const wait = problem.retryAfter ? ` ${say("parts.retryAfter", { seconds: problem.retryAfter })}` : "";
  const instance = problem.instance ? ` (${problem.instance})` : "";
  void show({
    message: `${problem.title}：${problem.detail}${wait}${instance}`,
    type: "error",
    duration: 8000,
    showClose: true,
  });
}

export interface Question {
  title: string;
  text: string;
  /** What the button says that does it: a verb. */
  verb: string;
  isDangerous?: boolean;
}

/** Asks first; false when the user thinks better of it. */
export async function confirmed(question: Question): Promise<boolean> {
  const [{ ElMessageBox }] = await Promise.all([
    import("element-plus/es/components/message-box/index"),
    import("element-plus/es/components/message-box/style/css"),
  ]);
  try {
    await ElMessageBox.confirm(question.text, question.title, {
      confirmButtonText: question.verb,
      cancelButtonText: say("parts.cancel"),
      type: question.isDangerous ? "warning" : "info",
      confirmButtonClass: question.isDangerous ? "el-button--danger" : "",
      autofocus: !question.isDangerous,
    });
    return true;
  } catch (answer) {
    if (answer === "cancel" || answer === "close") return false;
    throw answer;
  }
}

/** Asks, does, says what was done or why not; true when it was done. */
export async function doAsked(question: Question, deed: () => Promise<unknown>, whenDone: string): Promise<boolean> {
  if (!(await confirmed(question))) return false;
  try {
    await deed();
  } catch (failure) {
    failed(failure);
    return false;
  }
  done(whenDone);
  return true;
}
