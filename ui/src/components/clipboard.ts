// Puts text on the clipboard, in one form or several, and says whether it came there.

/** What is copied, by its form: each at hand or still on its way. */
export type Forms = Readonly<Partial<Record<"text/plain" | "text/html", string | Promise<string>>>>;

/** Copies a text; false if the clipboard did not take it. */
export function copyText(text: string | Promise<string>): Promise<boolean> {
  return copyForms({ "text/plain": text });
}

/**
 * Copies a text in several forms, of which each program pastes the one it likes; false if the clipboard did not
 * take it. Rejects only when a form on its way does.
 *
 * To be called in the click or key press itself: WebKit takes nothing later, but waits for what was promised then.
 */
export async function copyForms(forms: Forms): Promise<boolean> {
  const coming = Object.entries(forms).map(([type, text]) => [type, Promise.resolve(text)] as const);
  try {
    const blobs = coming.map(([type, text]) => {
      const blob = text.then((known) => new Blob([known], { type }));
      // A clipboard that refuses at once leaves them to nobody; what failed is told by the form itself.
      blob.catch(() => undefined);
      return [type, blob];
    });
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copiedByCommand(
      await Promise.all(coming.map(async ([type, text]) => [type, await text] as const)),
    );
  }
}

/** The older way, for a page that may not use the clipboard; the keyboard stays where it was. */
function copiedByCommand(forms: readonly (readonly [type: string, text: string])[]): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = forms[0]?.[1] ?? "";
  field.style.position = "fixed";
  field.style.opacity = "0";
  let taken = false;
  const give = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return;
    for (const [type, text] of forms) event.clipboardData.setData(type, text);
    event.preventDefault();
    taken = true;
  };
  // Within the dialog, if one is open: it takes the keyboard back from any field outside.
  (before?.closest('[role="dialog"]') ?? document.body).append(field);
  field.addEventListener("copy", give);
  try {
    field.focus({ preventScroll: true });
    field.select();
    return document.execCommand("copy") && taken;
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
