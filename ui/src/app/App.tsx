// The whole window: host, cache, theme, language, and the router inside.

import { Provider as MotionProvider } from "@rc-component/motion";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App as AntdApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import zhTW from "antd/locale/zh_TW";
import { useEffect, useMemo, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import type { Ahead } from "~/desk/ahead";
import { useDeskEvents } from "~/desk/events";
import { type Host, HostProvider } from "~/desk/host";
import { deskQueryOptions, rememberAhead, standardSettings, useOverview } from "~/desk/queries";
import { type Language, languageOf, t, useWordsOf } from "~/i18n";
import { antdTheme } from "~/theme/antd";
import { useDark, useStill } from "~/theme/mode";
import { deskRouter } from "./router";
import { useFocusKept } from "./useFocusKept";

/** What the widgets say by themselves. */
const widgetWords = { "zh-CN": zhCN, "zh-TW": zhTW, en: enUS } satisfies Record<Language, unknown>;

/**
 * Where dialogs and menus are. A container of their own, which they have otherwise, is put into the page after
 * their fields have asked for the keyboard, too late to get it.
 */
const inBody = () => document.body;

/** Where short messages are: the practice account's band stays readable. */
const belowBand = { top: 40 };

/** `ahead` is what was asked for before the window was there. */
export function App({ host, ahead = null }: { host: Host; ahead?: Ahead | null }) {
  const [client] = useState(() => {
    const client = new QueryClient({ defaultOptions: deskQueryOptions() });
    if (ahead) rememberAhead(client, ahead);
    return client;
  });
  return (
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <Dressed host={host} client={client} />
      </QueryClientProvider>
    </HostProvider>
  );
}

function Dressed({ host, client }: { host: Host; client: QueryClient }) {
  useDeskEvents(host, client);
  useFocusKept();
  const overview = useOverview();
  const settings = overview.data?.settings ?? standardSettings;
  const language = languageOf(settings.language);
  useWordsOf(language);
  // Again for each language: the name is a word of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language
  useEffect(() => host.actions.nameWindow(t("common.appName")), [host, language]);
  const dark = useDark(settings);
  const compact = settings.density === "compact";
  const still = useStill();
  const theme = useMemo(() => antdTheme(dark, compact), [dark, compact]);
  const [router] = useState(deskRouter);
  return (
    <ConfigProvider
      theme={theme}
      locale={widgetWords[language]}
      button={{ autoInsertSpace: false }}
      getPopupContainer={inBody}
      wave={{ disabled: still }}
    >
      {/* Without it the widgets wait for the end of animations that base.css has taken away. */}
      <MotionProvider motion={!still}>
        <AntdApp key={language} style={{ height: "100%" }} message={belowBand}>
          {overview.data && <RouterProvider router={router} />}
          {!overview.data && overview.error && (
            <Standing title={t("start.failed")} testId="failed">
              <ErrorCard
                error={overview.error.error}
                busy={overview.isFetching}
                remedies={{ retry: () => void overview.refetch() }}
              />
            </Standing>
          )}
        </AntdApp>
      </MotionProvider>
    </ConfigProvider>
  );
}
