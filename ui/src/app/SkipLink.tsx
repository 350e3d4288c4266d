// The first stop of the Tab key: past the rail, straight to the page.

import { t } from "~/i18n";
import styles from "./SkipLink.module.css";

export function SkipLink() {
  return (
    <button type="button" className={`${styles.skip} unseen`} onClick={focusPage} data-testid="skip-link">
      {t("frame.skip")}
    </button>
  );
}

/** A button, because the address after # belongs to the pages. */
function focusPage(): void {
  const page = document.querySelector<HTMLElement>("main");
  if (!page) return;
  page.tabIndex = -1;
  page.focus();
}
