// Every key of this moment, read from the actions on offer; opened with `?` or Ctrl or ⌘ with the slash.

import { BulbOutlined } from "@ant-design/icons";
import { Modal } from "antd";
import { useState } from "react";
import { useShortcuts } from "~/components/action";
import { gridKeyHelp, type KeyHelp } from "~/components/grid/keyHelp";
import { keysOf, type Reach, useEverythingOffered } from "~/components/offered";
import { shortcutWords } from "~/components/shortcut";
import { t } from "~/i18n";
import styles from "./ShortcutsDialog.module.css";

export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useShortcuts(
    [
      {
        name: "palette.shortcuts",
        label: t("palette.shortcuts.title"),
        icon: <BulbOutlined />,
        shortcut: "mod+/",
        shortcutToo: "?",
        impossible: null,
        perform: () => setOpen(true),
      },
    ],
    "window",
  );
  if (!open) return null;
  return <ShortcutsDialog onClose={() => setOpen(false)} />;
}

function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const offered = useEverythingOffered();
  const keysOfReach = (wanted: Reach): KeyHelp[] =>
    offered
      .filter(({ action, reach }) => reach === wanted && action.shortcut !== undefined)
      .map(({ action }) => ({ label: action.label, keys: keysOf(action) }));
  return (
    <Modal open width={720} title={t("palette.shortcuts.title")} footer={null} onCancel={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by key */}
      <section className={styles.groups} tabIndex={0} data-testid="shortcuts">
        <div>
          <Keys title={t("palette.shortcuts.window")} keys={keysOfReach("window")} />
          <Keys title={t("palette.shortcuts.page")} keys={keysOfReach("page")} />
        </div>
        <Keys title={t("palette.shortcuts.list")} keys={gridKeyHelp()} />
      </section>
    </Modal>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly KeyHelp[] }) {
  if (keys.length === 0) return null;
  return (
    <section className={styles.keys}>
      <h2>{title}</h2>
      <dl>
        {keys.map(({ label, keys: names }) => (
          <div key={label} className={styles.line}>
            <dt>{label}</dt>
            <dd>
              {names.map((name) => (
                <kbd key={name} className={styles.key}>
                  {shortcutWords(name)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
