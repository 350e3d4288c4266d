// The search field: asks at once, but while keys come quickly only after the last of them, and while an
// input method composes only when it is done.

import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { type Ref, useEffect, useRef, useState } from "react";
import { shortcutWords } from "~/components/shortcut";
import { t } from "~/i18n";
import styles from "./FollowersPage.module.css";

/** Keys that come within so many milliseconds of each other are typed quickly: the last of them asks. */
const PAUSE = 100;

type Props = {
  /** The search that holds; another one from outside replaces what is typed. */
  value: string;
  onSearch: (text: string) => void;
  /** The down key: on to the list. */
  onLeave: () => void;
  /** What is searched, in words. */
  label?: string;
  /** In a dialog it has the keyboard from the start, and no keys of its own lead to it. */
  inDialog?: boolean;
  testId?: string;
  ref?: Ref<InputRef>;
};

export function SearchBox({
  value,
  onSearch,
  onLeave,
  label = t("followers.search"),
  inDialog = false,
  testId = "search",
  ref,
}: Props) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<number | undefined>(undefined);
  const lastKey = useRef(Number.NEGATIVE_INFINITY);

  // What was asked for here comes back as the value, perhaps only after more has been typed.
  const [given, setGiven] = useState(value);
  const [asked, setAsked] = useState(value);
  if (given !== value) {
    setGiven(value);
    if (value !== asked) {
      setAsked(value);
      setText(value);
    }
  }
  // Nothing is left to ask, also when another search came from outside meanwhile.
  useEffect(() => {
    if (text.trim() === value) window.clearTimeout(timer.current);
  }, [text, value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const ask = (next: string) => {
    window.clearTimeout(timer.current);
    setAsked(next.trim());
    onSearch(next.trim());
  };
  const typed = (next: string) => {
    const now = performance.now();
    const rested = now - lastKey.current > PAUSE;
    lastKey.current = now;
    window.clearTimeout(timer.current);
    if (rested || next === "") ask(next);
    else timer.current = window.setTimeout(() => ask(next), PAUSE);
  };
  return (
    <Input
      ref={ref}
      className={inDialog ? undefined : styles.search}
      autoFocus={inDialog}
      type="search"
      allowClear
      value={text}
      prefix={<SearchOutlined aria-hidden />}
      suffix={
        text === "" && !inDialog ? <kbd className={styles.key}>{shortcutWords("mod+f")}</kbd> : <span />
      }
      placeholder={label}
      aria-label={label}
      data-testid={testId}
      onCompositionStart={() => {
        composing.current = true;
        window.clearTimeout(timer.current);
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        typed(event.currentTarget.value);
      }}
      onChange={({ target, nativeEvent }) => {
        setText(target.value);
        const pasted = nativeEvent instanceof InputEvent && nativeEvent.inputType === "insertFromPaste";
        if (!composing.current) (pasted ? ask : typed)(target.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === "Enter") ask(text);
        if (event.key === "ArrowDown") {
          event.preventDefault();
          // What is still to be asked would change the list under the hands of whoever is there.
          ask(text);
          onLeave();
        }
        if (event.key === "Escape" && text !== "") {
          event.stopPropagation();
          setText("");
          typed("");
        }
      }}
    />
  );
}
