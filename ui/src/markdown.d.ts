// The user guide in one language, read from its Markdown when the window is built.

declare module "*.md?guide" {
  import type { Guide } from "~/features/guide/text";

  const guide: Guide;
  export default guide;
}
