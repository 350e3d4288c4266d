// happy-dom works out an element's style from every rule there is, anew after every change, which takes longer than all
// else. Ant Design's rules are in a file of their own, which no test loads; here its hundreds of variables are left out.

const sheet = Object.getOwnPropertyDescriptor(HTMLStyleElement.prototype, "sheet");

Object.defineProperty(HTMLStyleElement.prototype, "sheet", {
  configurable: true,
  get(this: HTMLStyleElement): CSSStyleSheet | null {
    return this.hasAttribute("data-css-hash") ? null : sheet?.get?.call(this);
  },
});
