// A dialog that asks before something is done: what will happen, perhaps something to type, and what went wrong.

import { Form, Modal } from "antd";
import type { ReactNode } from "react";
import type { DeskError } from "~/desk/host";
import { t } from "~/i18n";
import { ErrorCard } from "./ErrorCard";
import styles from "./Question.module.css";

type Props = {
  title: string;
  submit: string;
  asked: { isPending: boolean; error: DeskError | null };
  onSubmit: () => void;
  onClose: () => void;
  /** What it does cannot be taken back. */
  danger?: boolean;
  testId: string;
  children: ReactNode;
};

export function Question({ title, submit, asked, onSubmit, onClose, danger, testId, children }: Props) {
  return (
    <Modal
      open
      width={480}
      title={title}
      mask={{ closable: false }}
      okText={submit}
      cancelText={t("common.cancel")}
      okButtonProps={{ danger: danger ?? false, loading: asked.isPending, "data-testid": testId }}
      onOk={onSubmit}
      onCancel={onClose}
    >
      <Form layout="vertical" className={styles.form} onFinish={onSubmit}>
        {children}
        {asked.error && <ErrorCard error={asked.error.error} />}
        {/* Enter hands the form in; the button that says so stands in the dialog's foot. */}
        <button type="submit" style={{ display: "none" }} />
      </Form>
    </Modal>
  );
}
