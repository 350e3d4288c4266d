// The user guide: its chapters on the left, the text on the right, and a search that goes from place to place.

import { DownOutlined, SearchOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef, Modal } from "antd";
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useRef, useState } from "react";
import { isShortcut, shortcutWords } from "~/components/shortcut";
import { currentLanguage, t } from "~/i18n";
import styles from "./Guide.module.css";
import { GuideText, headingId } from "./GuideText";
import { guideIn } from "./guides";
import type { Block, Guide } from "./text";
import { useFound } from "./useFound";

type Heading = Extract<Block, { kind: "heading" }>;

export function GuideDialog({ onClose }: { onClose: () => void }) {
  const [guide, setGuide] = useState<Guide | null>(null);
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed.trim());
  const [chapter, setChapter] = useState<string | null>(null);
  const text = useRef<HTMLElement>(null);
  const field = useRef<InputRef>(null);
  const found = useFound(text, guide, sought);

  useEffect(() => {
    let wanted = true;
    void guideIn(currentLanguage()).then((read) => wanted && setGuide(read));
    return () => {
      wanted = false;
    };
  }, []);
  // Page and arrow keys read on at once.
  useEffect(() => {
    if (guide) text.current?.focus();
  }, [guide]);

  const headings = (guide?.blocks ?? []).filter((block): block is Heading => block.kind === "heading");
  const jump = useCallback((heading: string) => {
    document.getElementById(headingId(heading))?.scrollIntoView();
    setChapter(heading);
  }, []);
  const scrolled = () => {
    const top = text.current?.getBoundingClientRect().top ?? 0;
    const passed = headings.filter(({ id }) => {
      const heading = document.getElementById(headingId(id));
      return heading !== null && heading.getBoundingClientRect().top - top < 24;
    });
    setChapter(passed.at(-1)?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isShortcut(event.nativeEvent, "mod+f")) return;
    event.preventDefault();
    field.current?.focus({ cursor: "all" });
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") found.go(event.shiftKey ? -1 : 1);
    if (event.key === "Escape" && typed !== "") {
      event.stopPropagation();
      setTyped("");
    }
  };
  return (
    <Modal
      open
      width="min(1080px, calc(100vw - 48px))"
      style={{ top: 24 }}
      title={t("guide.title")}
      footer={null}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key of the search is heard all over the guide */}
      <div className={styles.guide} onKeyDown={onKeyDown} data-testid="guide">
        <div className={styles.side}>
          <Input
            ref={field}
            type="search"
            allowClear
            value={typed}
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t("guide.search")}
            aria-label={t("guide.search")}
            title={shortcutWords("mod+f")}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onSearchKey}
            data-testid="guide-search"
          />
          {sought !== "" && (
            <div className={styles.found}>
              <span role="status" data-testid="guide-found">
                {found.count === 0
                  ? t("guide.nothing")
                  : t("guide.found", { at: found.at + 1, count: found.count })}
              </span>
              <Button
                type="text"
                size="small"
                icon={<UpOutlined />}
                disabled={found.count === 0}
                aria-label={t("guide.before")}
                title={t("guide.before")}
                onClick={() => found.go(-1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DownOutlined />}
                disabled={found.count === 0}
                aria-label={t("guide.next")}
                title={t("guide.next")}
                onClick={() => found.go(1)}
              />
            </div>
          )}
          <nav className={styles.contents} aria-label={t("guide.contents")} lang={currentLanguage()}>
            {headings.map(({ id, depth, words }) => (
              <button
                key={id}
                type="button"
                data-depth={depth}
                aria-current={id === chapter || undefined}
                onClick={() => jump(id)}
              >
                {words}
              </button>
            ))}
          </nav>
        </div>
        <article
          ref={text}
          className={styles.text}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard as well
          tabIndex={0}
          aria-label={t("guide.title")}
          lang={currentLanguage()}
          aria-busy={guide === null}
          onScroll={scrolled}
          data-testid="guide-text"
        >
          {guide && <GuideText guide={guide} sought={sought} jump={jump} />}
        </article>
      </div>
    </Modal>
  );
}
