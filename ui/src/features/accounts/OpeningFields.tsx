// What opens an account: the AppSecret at first, and behind a quiet line the ways of technicians.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef, Radio } from "antd";
import { type Ref, useState } from "react";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { FieldRow } from "./FieldRow";
import { type Header, isReadableOnTheWay, type Opening, type OpeningField, openingKinds } from "./opening";
import type { FieldProblems } from "./rules";
import { useFields } from "./useFields";

type Props = {
  opening: Opening;
  onChange: (opening: Opening) => void;
  problems: FieldProblems;
  disabled: boolean;
  autoFocus?: boolean;
  fieldRef?: (field: OpeningField) => Ref<InputRef>;
  /** Stands below the fields of a platform: the accounts to choose from. */
  children?: React.ReactNode;
};

/** The choice stays where it is clicked: what another kind asks for stands below it. */
export function OpeningFields(props: Props) {
  const usual = props.opening.kind === "secret";
  const fields = <FieldsOfKind key={props.opening.kind} {...props} />;
  return (
    <>
      {usual && fields}
      <OtherWays {...props} />
      {!usual && fields}
    </>
  );
}

function FieldsOfKind(props: Props) {
  switch (props.opening.kind) {
    case "secret":
      return <SecretField {...props} />;
    case "tokenService":
      return <TokenServiceFields {...props} />;
    case "platform":
      return <PlatformFields {...props} />;
    case "pastedToken":
      return <TokenField {...props} />;
    default:
      return props.opening.kind satisfies never;
  }
}

/** The kinds to choose from. A shop manager has no need to open it. */
function OtherWays({ opening, onChange, disabled }: Props) {
  const [open, setOpen] = useState(opening.kind !== "secret");
  return (
    <details
      className={styles.advanced}
      open={open || opening.kind !== "secret"}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary data-testid="connect-other">{t("accounts.opening.other")}</summary>
      <Radio.Group
        className={styles.ways}
        value={opening.kind}
        disabled={disabled}
        onChange={({ target }) => onChange({ ...opening, kind: target.value })}
        aria-label={t("accounts.opening.other")}
      >
        {openingKinds.map((kind) => (
          <Radio key={kind} value={kind} data-testid={`opening-${kind}`}>
            {t(`accounts.opening.kinds.${kind}.name`)}
            <span className={styles.way}>{t(`accounts.opening.kinds.${kind}.hint`)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </details>
  );
}

function useOpeningFields({ opening, onChange, problems, disabled, fieldRef }: Props) {
  const { fields } = opening;
  const values = { ...fields, serviceHeaders: "", ticketHeaders: "" };
  const set = (field: OpeningField, text: string) =>
    onChange({ ...opening, fields: { ...fields, [field]: text } });
  const form = useFields<OpeningField>({ values, onChange: set, problems, disabled, fieldRef });
  const row = (field: OpeningField) => form.row(field, t(`accounts.connect.${field}Hint`));
  const secret = (field: "appSecret" | "platformSecret" | "token") => ({
    ...form.typed(field),
    type: "password",
    placeholder: opening.kept ? t("accounts.connect.keptNow") : undefined,
  });
  return { ...form, row, secret };
}

function SecretField(props: Props) {
  const { secret, row } = useOpeningFields(props);
  return (
    <FieldRow {...row("appSecret")}>
      <Input {...secret("appSecret")} className={styles.code} autoFocus={props.autoFocus ?? false} />
    </FieldRow>
  );
}

function TokenField(props: Props) {
  const { secret, row } = useOpeningFields(props);
  return (
    <FieldRow {...row("token")}>
      <Input {...secret("token")} className={styles.code} autoFocus={props.autoFocus ?? false} />
    </FieldRow>
  );
}

function PlatformFields(props: Props) {
  const { typed, secret, row } = useOpeningFields(props);
  return (
    <>
      <FieldRow {...row("platformAppId")}>
        <Input
          {...typed("platformAppId")}
          className={styles.code}
          placeholder="wx"
          autoFocus={props.autoFocus ?? false}
        />
      </FieldRow>
      <FieldRow {...row("platformSecret")}>
        <Input {...secret("platformSecret")} className={styles.code} />
      </FieldRow>
      <ServiceFields {...props} prefix="ticket" />
      {props.children}
    </>
  );
}

/** Where something secret is asked for. */
function ServiceFields({ prefix, ...props }: Props & { prefix: "service" | "ticket" }) {
  const { opening, onChange, disabled } = props;
  const { typed, row } = useOpeningFields(props);
  const url = `${prefix}Url` as const;
  return (
    <>
      <FieldRow {...row(url)}>
        <Input
          {...typed(url)}
          className={styles.code}
          placeholder={opening.kept ? t("accounts.connect.keptNow") : "https://"}
          autoFocus={prefix === "service" && (props.autoFocus ?? false)}
        />
      </FieldRow>
      {isReadableOnTheWay(opening.fields[url]) && (
        <p className={styles.warning} role="note" data-testid="service-readable">
          {t("accounts.opening.readable")}
        </p>
      )}
      <FieldRow {...row(`${prefix}Headers`)}>
        <Headers
          id={`connect-${prefix}Headers`}
          headers={opening.headers}
          disabled={disabled}
          kept={opening.kept}
          onChange={(headers) => onChange({ ...opening, headers })}
        />
      </FieldRow>
      <FieldRow {...row(`${prefix}Path`)}>
        <Input {...typed(`${prefix}Path`)} className={styles.code} />
      </FieldRow>
    </>
  );
}

function TokenServiceFields(props: Props) {
  const { typed, row } = useOpeningFields(props);
  return (
    <>
      <ServiceFields {...props} prefix="service" />
      <div className={styles.halves}>
        <FieldRow {...row("expiresPath")}>
          <Input {...typed("expiresPath")} className={styles.code} />
        </FieldRow>
        <FieldRow {...row("livesFor")}>
          <Input {...typed("livesFor")} className={styles.code} inputMode="numeric" />
        </FieldRow>
      </div>
    </>
  );
}

/** Most headers that are sent along. */
const MOST_HEADERS = 10;

type HeadersProps = {
  id: string;
  headers: Header[];
  onChange: (headers: Header[]) => void;
  disabled: boolean;
  kept: boolean;
};

function Headers({ id, headers, onChange, disabled, kept }: HeadersProps) {
  const set = (at: number, change: Partial<Header>) =>
    onChange(headers.map((header, place) => (place === at ? { ...header, ...change } : header)));
  return (
    <div className={styles.headers} id={id}>
      {headers.map((header, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
        <div key={at} className={styles.header}>
          <Input
            value={header.name}
            disabled={disabled}
            spellCheck={false}
            className={styles.code}
            placeholder="Authorization"
            aria-label={t("accounts.opening.headerName", { number: at + 1 })}
            onChange={({ target }) => set(at, { name: target.value })}
            data-testid={`header-name-${at}`}
          />
          <Input
            value={header.value}
            disabled={disabled}
            type="password"
            autoComplete="off"
            className={styles.code}
            placeholder={kept ? t("accounts.connect.keptNow") : undefined}
            aria-label={t("accounts.opening.headerValue", { number: at + 1 })}
            onChange={({ target }) => set(at, { value: target.value })}
            data-testid={`header-value-${at}`}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={disabled}
            aria-label={t("accounts.opening.removeHeader", { number: at + 1 })}
            onClick={() => onChange(headers.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      {headers.length < MOST_HEADERS && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled}
          onClick={() => onChange([...headers, { name: "", value: "" }])}
          data-testid="add-header"
        >
          {t("accounts.opening.addHeader")}
        </Button>
      )}
    </div>
  );
}
