// What a person is called: the remark, or, since most have none, the end of the OpenID.

import { t } from "~/i18n";
import styles from "./personName.module.css";

type Person = { remark: string; openid: string };

/** 粉丝·x7Kd2Q, for somebody without a remark. */
export function nameless(openid: string): string {
  return t("followers.nameless", { end: openid.slice(-6) });
}

/** The name as plain text. */
export function plainName({ remark, openid }: Person): string {
  return remark || nameless(openid);
}

/** The name for a cell: muted when there is no remark. Marks of direction in it turn nothing around it. */
export function personName(person: Person) {
  return person.remark === "" ? (
    <span className={styles.nameless}>{nameless(person.openid)}</span>
  ) : (
    <bdi className={styles.name} title={person.remark}>
      {person.remark}
    </bdi>
  );
}
