// The steps of connecting, each with its tick, and below them the one thing to do now.

import {
  CheckCircleFilled,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { AllowListHelp } from "~/components/AllowListHelp";
import { ErrorCard } from "~/components/ErrorCard";
import type { AppError, Connecting, StepState } from "~/desk/contract";
import { refusesAddress } from "~/desk/errors";
import { t } from "~/i18n";
import { clockTime, timeWords } from "~/i18n/format";
import styles from "./accounts.module.css";
import { FirstFollowers } from "./FirstFollowers";
import { OfferCode } from "./OfferCode";
import { Rights } from "./Rights";
import { type Field, fieldAtFault } from "./rules";

type Props = {
  connecting: Connecting;
  /** Whether something was typed since: the form's button is the next click then. */
  edited: boolean;
  onAgain: () => void;
  /** Leads to the field that has to be corrected. */
  onEdit: (field: Field) => void;
  onOpen: (account: string) => void;
};

export function ConnectSteps({ connecting, edited, onAgain, onEdit, onOpen }: Props) {
  const { steps, status } = connecting;
  return (
    <section className={styles.beside} aria-label={t("accounts.steps.label")} data-testid="connect-steps">
      <ol className={styles.ticks} aria-live="polite">
        {steps.map(({ step, state }) => (
          <li key={step} data-state={state} data-testid={`step-${step}`}>
            <Tick state={state} /> {t(`accounts.steps.${step}`)}
            <span className={styles.unseen}>{t(`accounts.steps.states.${state}`)}</span>
          </li>
        ))}
      </ol>
      <NextClick connecting={connecting} edited={edited} onAgain={onAgain} onEdit={onEdit} />
      {connecting.rights.length > 0 && <Rights connecting={connecting} />}
      {status.state === "connected" && (
        <>
          <FirstFollowers account={status.account} />
          <Button
            type="primary"
            size="large"
            autoFocus
            onClick={() => onOpen(status.account)}
            data-testid="connect-open"
          >
            {t("accounts.steps.open")}
          </Button>
          <OfferCode />
        </>
      )}
    </section>
  );
}

function NextClick({ connecting, edited, onAgain, onEdit }: Omit<Props, "onOpen">) {
  const { status } = connecting;
  switch (status.state) {
    case "running":
    case "needsPassphrase":
    case "connected":
      return null;
    case "failed":
      return (
        <InSight>
          <Refused
            because={status.because}
            addresses={connecting.addresses}
            prominent={!edited}
            onAgain={onAgain}
            onEdit={onEdit}
          />
        </InSight>
      );
    case "waiting":
      return (
        <InSight>
          <p className={styles.muted} data-testid="connect-waits">
            {status.nextTry === status.until
              ? t("accounts.steps.waitsOnce", { time: timeWords(status.until) })
              : t("accounts.steps.waits", { time: clockTime(status.until) })}
          </p>
          <Refused
            because={status.because}
            addresses={connecting.addresses}
            prominent={!edited}
            onAgain={onAgain}
            onEdit={onEdit}
          />
        </InSight>
      );
    default:
      return status satisfies never;
  }
}

type RefusedProps = {
  because: AppError;
  addresses: string[];
  prominent: boolean;
  onAgain: () => void;
  onEdit: (field: Field) => void;
};

function Refused({ because, addresses, prominent, onAgain, onEdit }: RefusedProps) {
  if (refusesAddress(because)) {
    return <AllowListHelp error={because} addresses={addresses} busy={false} onAgain={onAgain} />;
  }
  const field = fieldAtFault(because);
  if (field) {
    return (
      <ErrorCard
        error={because}
        prominent={prominent}
        // A service may have come back meanwhile, unlike a wrong AppSecret.
        remedies={{
          editAccount: () => onEdit(field),
          ...(because.code === "ownService" && { retry: onAgain }),
        }}
        remedyLabel={t("accounts.connect.correct", { field: t(`accounts.connect.${field}`) })}
      />
    );
  }
  return <ErrorCard error={because} prominent={prominent} remedies={{ retry: onAgain }} />;
}

/** In a narrow window the answer stands below the form. */
function InSight({ children }: { children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={place} className={styles.answer}>
      {children}
    </div>
  );
}

function Tick({ state }: { state: StepState }) {
  switch (state) {
    case "passed":
      return <CheckCircleFilled aria-hidden />;
    case "failed":
      return <CloseCircleFilled aria-hidden />;
    case "trying":
      return <LoadingOutlined aria-hidden />;
    case "ahead":
      return <MinusCircleOutlined aria-hidden />;
    default:
      return state satisfies never;
  }
}
