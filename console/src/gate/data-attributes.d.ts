// Elements may carry data-… attributes: what tests and styles read.
import "vue";

declare module "@vue/runtime-dom" {
  interface HTMLAttributes {
    [attribute: `data-${string}`]: unknown;
  }
}
