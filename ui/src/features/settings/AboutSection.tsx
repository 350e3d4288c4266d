// About: which Fandesk this is, its licence, and whose work is in it.

import { Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { t } from "~/i18n";
import styles from "./AboutSection.module.css";
import { DiagnosticsDialog } from "./DiagnosticsDialog";

export function AboutSection({ version, guide }: { version: string; guide: Action }) {
  const [listed, setListed] = useState(false);
  const [diagnosed, setDiagnosed] = useState(false);
  return (
    <section className={styles.section} data-testid="about">
      <h2>{t("settings.about.title")}</h2>
      <p>{t("settings.about.version", { version })}</p>
      <p className={styles.muted}>{t("settings.about.licence")}</p>
      <div className={styles.buttons}>
        <ActionButton action={guide} testId="about-guide" />
        <Button onClick={() => setListed(true)} data-testid="about-licences">
          {t("settings.about.others")}
        </Button>
        <Button onClick={() => setDiagnosed(true)} data-testid="diagnostics-open">
          {t("settings.diagnostics.open")}
        </Button>
      </div>
      {diagnosed && <DiagnosticsDialog onClose={() => setDiagnosed(false)} />}
      {listed && <LicencesDialog onClose={() => setListed(false)} />}
    </section>
  );
}

type Work = { name: string; version: string; licence: string };

function LicencesDialog({ onClose }: { onClose: () => void }) {
  const [works, setWorks] = useState<Work[]>([]);
  // Hundreds of lines that hardly anybody asks for: read when they are.
  useEffect(() => {
    let wanted = true;
    void import("./licences.json").then(({ default: list }) => wanted && setWorks(list));
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <Modal open width={720} title={t("settings.about.others")} onCancel={onClose} footer={null}>
      <p className={styles.muted}>{t("settings.about.othersHint")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard as well */}
      <section className={styles.list} tabIndex={0} aria-label={t("settings.about.others")}>
        <table className={styles.table} data-testid="licences">
          <thead>
            <tr>
              <th scope="col">{t("settings.about.name")}</th>
              <th scope="col">{t("settings.about.workVersion")}</th>
              <th scope="col">{t("settings.about.workLicence")}</th>
            </tr>
          </thead>
          <tbody>
            {works.map(({ name, version, licence }) => (
              <tr key={`${name} ${version}`}>
                <td>{name}</td>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Modal>
  );
}
