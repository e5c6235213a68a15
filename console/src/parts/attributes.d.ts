// Attributes that components pass on to their element: named here, because templates refuse props that nobody knows.
import "vue";

declare module "vue" {
  interface ComponentCustomProps {
    [aria: `aria-${string}`]: unknown;
    [data: `data-${string}`]: unknown;
    id?: string;
    lang?: string;
    title?: string;
    autocapitalize?: string;
    spellcheck?: boolean | "true" | "false";
    onKeydown?: (event: KeyboardEvent) => void;
    onKeyup?: (event: KeyboardEvent) => void;
    onFocusout?: (event: FocusEvent) => void;
  }
}
