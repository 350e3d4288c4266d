// What happy-dom lacks, and a clean page after each test.

import "./styles";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// The first window of a file takes its time on a machine that is busy elsewhere.
configure({ asyncUtilTimeout: 5000 });

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
