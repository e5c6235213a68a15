// Links where there are many of them: <a :href="hrefOf(to)" @click="follow($event, to)">. A RouterLink is a component for each.
import { useRouter, type RouteLocationRaw } from "vue-router";

export function useLinks() {
  const router = useRouter();

  const hrefOf = (to: RouteLocationRaw): string =>
    typeof to === "string" ? router.options.history.createHref(to) : router.resolve(to).href;

  /** A plain click goes there without loading the console anew; one for another tab or window is the browser's. */
  function follow(event: MouseEvent, to: RouteLocationRaw): void {
    if (event.button !== 0 || event.defaultPrevented || event.metaKey || event.altKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void router.push(to);
  }

  return { hrefOf, follow };
}
