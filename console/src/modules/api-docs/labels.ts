// What Swagger UI leaves unsaid to those who hear the page: its controls get names, its scrolling boxes the keyboard.

export interface Words {
  filter: string;
  value: string;
  response: string;
}

function nameOf(control: Element, words: Words): string {
  const parameter = control.closest("[data-param-name]")?.getAttribute("data-param-name");
  if (parameter) return parameter;
  if (control.matches(".operation-filter-input")) return words.filter;
  return control.closest(".responses-wrapper") ? words.response : words.value;
}

/** Names what has none below a root. */
export function label(root: Element, words: Words): void {
  for (const control of root.querySelectorAll("select, input, textarea"))
    if (!control.hasAttribute("aria-label") && !control.id) control.setAttribute("aria-label", nameOf(control, words));
  for (const control of root.querySelectorAll("select[id], input[id], textarea[id]"))
    if (![...root.querySelectorAll("label")].some((label) => label.htmlFor === control.id) && !control.hasAttribute("aria-label"))
      control.setAttribute("aria-label", nameOf(control, words));
  for (const box of root.querySelectorAll<HTMLElement>("pre, .highlight-code"))
    if (!box.hasAttribute("tabindex") && (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth)) box.tabIndex = 0;
}

/** As long as the page stands; answers how to stop. */
export function keepLabelled(root: Element, words: Words): () => void {
  label(root, words);
  const observer = new MutationObserver(() => label(root, words));
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
