import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { antdStyles } from "./antd/plugin.ts";
import { guide } from "./markdown/plugin.ts";

export default defineConfig({
  plugins: [react(), guide(), antdStyles()],
  // Relative, because the same files are served from tauri:// and from a path of the browser host.
  base: "./",
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  clearScreen: false,
  server: {
    port: 1420,
    strictPort: true,
    // The guide is a part of the window; a test holds its pictures against those that are taken.
    fs: { allow: [".", "../docs", "../src-tauri/app/tests"] },
  },
  build: {
    target: ["es2022", "safari16"],
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs|@emotion)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["./tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    css: { include: [/tokens\.css/], modules: { classNameStrategy: "non-scoped" } },
    // Not to be met: a machine may be busy elsewhere.
    testTimeout: 30000,
    // Half of the time went into loading the window's modules anew for each file. They keep next to nothing
    // between two windows, and what they keep must do no harm there: tests replace no module.
    isolate: false,
    // Tests wait now and then.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
  },
});
