// What happy-dom lacks, a clean page after each test, and nothing that one file leaves to the next.

import "./styles";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { useWordsOf } from "~/i18n";

// The first window of a file takes its time on a machine that is busy elsewhere.
configure({ asyncUtilTimeout: 5000 });

beforeAll(() => useWordsOf("zh-CN"));

afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  // What widgets keep for themselves.
  document.body.replaceChildren();
});

afterEach(() => {
  cleanup();
  window.sessionStorage.clear();
  window.location.hash = "";
});

if (!window.matchMedia) {
  window.matchMedia = vi.fn().mockReturnValue({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
}
