// The palette itself: a box to type in, and below it what fits, chosen by arrow keys or the pointer.

import { SearchOutlined } from "@ant-design/icons";
import { Input, Modal } from "antd";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Action } from "~/components/action";
import { useEverythingOffered } from "~/components/offered";
import { isShortcut, shortcutWords } from "~/components/shortcut";
import { t } from "~/i18n";
import { type Group, sectionsFor } from "./entries";
import styles from "./Palette.module.css";

type Props = {
  open: boolean;
  /** Names of the actions used last, latest first. */
  recent: readonly string[];
  onChoose: (action: Action) => void;
  onClose: () => void;
  afterClose: () => void;
};

export function PaletteDialog({ open, recent, onChoose, onClose, afterClose }: Props) {
  return (
    <Modal
      open={open}
      width={600}
      className={styles.palette}
      title={<span className="unseen">{t("palette.open")}</span>}
      closable={false}
      footer={null}
      destroyOnHidden
      transitionName=""
      maskTransitionName=""
      onCancel={onClose}
      afterClose={afterClose}
    >
      <Finder recent={recent} onChoose={onChoose} onClose={onClose} />
    </Modal>
  );
}

const groupName = (group: Group) => t(`palette.group.${group}`);

type FinderProps = Pick<Props, "recent" | "onChoose" | "onClose">;

function Finder({ recent, onChoose, onClose }: FinderProps) {
  const id = useId();
  const offered = useEverythingOffered();
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const sections = useMemo(() => {
    const actions = offered.map(({ action }) => action).filter(({ name }) => name !== "palette.open");
    return sectionsFor(actions, typed, recent, groupName);
  }, [offered, typed, recent]);
  const actions = sections.flatMap((section) => section.actions);
  const at = Math.min(wanted, actions.length - 1);
  const current = actions[at];

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const choose = (action: Action | undefined) => {
    if (action?.impossible === null) onChoose(action);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (isShortcut(event.nativeEvent, "mod+k")) onClose();
    else if (event.key === "Enter") choose(current);
    else if (!move(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const move = (key: string): boolean => {
    const count = actions.length;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[key];
    if (to === undefined || count === 0) return false;
    // Arrows go round, pages stop at the ends.
    setWanted(key.startsWith("Arrow") ? (to + count) % count : Math.min(Math.max(to, 0), count - 1));
    return true;
  };

  return (
    <>
      <Input
        autoFocus
        variant="borderless"
        className={styles.box}
        size="large"
        value={typed}
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t("palette.placeholder")}
        role="combobox"
        aria-label={t("palette.placeholder")}
        aria-expanded={actions.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${at}` : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setWanted(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="palette-box"
      />
      <p className="unseen" role="status">
        {typed === "" ? "" : t("palette.found", { count: actions.length })}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={t("palette.results")}
        data-testid="palette-list"
      >
        {sections.map(({ group, actions: own }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} className={styles.group}>
              {groupName(group)}
            </div>
            {own.map((action) => {
              const place = actions.indexOf(action);
              return (
                <Entry
                  key={action.name}
                  id={`${id}-${place}`}
                  place={place}
                  action={action}
                  current={place === at}
                  onPoint={() => setWanted(place)}
                  onChoose={() => choose(action)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {actions.length === 0 && (
        <div className={styles.nothing} data-testid="palette-empty">
          <p>{t("palette.none", { text: typed.trim() })}</p>
          <p>{t("palette.noneHint")}</p>
        </div>
      )}
      <p className={styles.help}>{t("palette.keys")}</p>
    </>
  );
}

type EntryProps = {
  id: string;
  place: number;
  action: Action;
  current: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

/** The box keeps the keyboard; an entry is pointed at by `aria-activedescendant`. */
function Entry({ id, place, action, current, onPoint, onChoose }: EntryProps) {
  const { label, icon, detail, impossible, shortcut, danger, name } = action;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the box, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={id}
      role="option"
      aria-selected={current}
      aria-disabled={impossible !== null}
      className={styles.entry}
      data-at={place}
      data-danger={danger || undefined}
      data-action={name}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={current ? undefined : onPoint}
      onClick={onChoose}
    >
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
      {detail && impossible === null && <span className={styles.detail}>{detail}</span>}
      {impossible !== null && <span className={styles.why}>{impossible}</span>}
      {shortcut && <kbd className={styles.key}>{shortcutWords(shortcut)}</kbd>}
    </div>
  );
}
