// What browsers of 2019 call otherwise. Imported before anything else.
const queries = (globalThis as { MediaQueryList?: typeof MediaQueryList }).MediaQueryList;

// Safari before 14 knows listeners of media queries by their old name only.
if (queries && !("addEventListener" in queries.prototype))
  Object.defineProperty(queries.prototype, "addEventListener", {
    value(this: MediaQueryList, _: string, listener: (event: MediaQueryListEvent) => void) {
      this.addListener(listener);
    },
  });

export {};
