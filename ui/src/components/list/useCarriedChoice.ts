// Who stays chosen when a list is put in another order, and a word about it when that is nobody.

import { App } from "antd";
import { carriedOver, nobody, type Picked } from "~/components/grid/selection";
import { t } from "~/i18n";

/** Gives the choice for the list in its new order; `count` is how many are chosen in the old one. */
export function useCarriedChoice(): (picked: Picked, count: number) => Picked {
  const { message } = App.useApp();
  return (picked, count) => {
    const kept = carriedOver(picked);
    if (count > 0 && kept === nobody) void message.info(t("followers.selection.lost"));
    return kept;
  };
}
