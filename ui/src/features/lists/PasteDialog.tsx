// A list of OpenIDs from elsewhere: pasted, looked up on this computer, looked at part by part, saved, chosen.

import { Button, Modal } from "antd";
import { useState } from "react";
import type { AccountId, Filter, ListId } from "~/desk/contract";
import { useLists } from "~/desk/queries";
import { t } from "~/i18n";
import { Earlier } from "./Earlier";
import { filterOfGroup, type PeopleGroup } from "./groups";
import styles from "./lists.module.css";
import { PastedView } from "./PastedView";
import { PasteField } from "./PasteField";

type Props = {
  account: AccountId;
  /** Shows the people in the list of followers, all of them chosen. */
  onUse: (filter: Filter) => void;
  onClose: () => void;
};

export function PasteDialog({ account, onUse, onClose }: Props) {
  const lists = useLists(account);
  const [shown, setShown] = useState<ListId | null>(null);
  const [group, setGroup] = useState<PeopleGroup | null>(null);
  const list = lists.data?.find(({ id }) => id === shown);
  const people = list && group !== null ? list[group] : 0;
  return (
    <Modal
      open
      width={720}
      title={t("lists.title")}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={
        list
          ? [
              <Button key="another" onClick={() => setShown(null)} data-testid="list-another">
                {t("lists.another")}
              </Button>,
              <Button
                key="use"
                type="primary"
                disabled={people === 0}
                onClick={() => group && onUse(filterOfGroup(list.id, group))}
                data-testid="list-use"
              >
                {people === 0 ? t("lists.nobody") : t("lists.use", { count: people })}
              </Button>,
            ]
          : null
      }
    >
      <div className={styles.dialog}>
        {list ? (
          <PastedView
            key={list.id}
            account={account}
            list={list}
            onGroup={setGroup}
            onDeleted={() => setShown(null)}
          />
        ) : (
          <>
            <PasteField account={account} onPasted={({ id }) => setShown(id)} />
            <Earlier lists={lists.data ?? []} onOpen={setShown} />
          </>
        )}
      </div>
    </Modal>
  );
}
