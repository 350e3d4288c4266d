// Of Ant Design's style sheets only the rules that decide whether something can be seen or clicked. happy-dom works
// out an element's style from every rule there is, anew after every change, which takes longer than all else.

const DECIDES = /\b(display|visibility|opacity|clip|clip-path|position|overflow|pointer-events)\s*:/;

/** How many rules of a sheet were left. */
const left = new WeakMap<CSSStyleSheet, number>();

const sheet = Object.getOwnPropertyDescriptor(HTMLStyleElement.prototype, "sheet");

Object.defineProperty(HTMLStyleElement.prototype, "sheet", {
  configurable: true,
  get(this: HTMLStyleElement): CSSStyleSheet | null {
    const whole: CSSStyleSheet | null = sheet?.get?.call(this) ?? null;
    if (whole === null || !this.hasAttribute("data-css-hash")) return whole;
    if (left.get(whole) !== whole.cssRules.length) {
      for (let at = whole.cssRules.length - 1; at >= 0; at -= 1) {
        if (!DECIDES.test(whole.cssRules[at]?.cssText ?? "")) whole.deleteRule(at);
      }
      left.set(whole, whole.cssRules.length);
    }
    return whole;
  },
});
