import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { QrCode20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState, type SubmitEvent } from 'react';
import { useGroupLimit } from '../../api/session';
import type { OnboardedDevice, OnboardingExamination, OnboardingOrder } from '../../api/types';
import { Facts } from '../../components/Facts';
import { HandedOut } from '../../components/HandedOut';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { ErrorState } from '../../components/States';
import { Trail } from '../../components/Trail';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import { Arrival } from './Arrival';
import { CheckList } from './CheckList';
import { examine, onboard } from './queries';
import { ScanDialog } from './ScanDialog';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    width: '100%',
    maxWidth: '560px',
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  code: { flexGrow: 1, minWidth: 0 },
  scan: { flexShrink: 0 },
  pem: { fontFamily: tokens.fontFamilyMonospace },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Made on the first hub at once, or by the provisioning service when the device asks it. */
const WAYS = ['make', 'enroll'] as const;
type Way = (typeof WAYS)[number];

/** The technician's portal: what stands on the label, the checks, the credentials, the device online. */
export function OnboardPage() {
  const styles = useStyles();
  const [order, setOrder] = useState<OnboardingOrder>();
  const check = useMutation({ mutationFn: examine, onSuccess: (_, asked) => setOrder(asked) });
  const enrol = useMutation({ mutationFn: onboard });

  const again = () => {
    setOrder(undefined);
    check.reset();
    enrol.reset();
  };

  return (
    <div className={styles.page}>
      <PageHeader title={texts.onboarding.title} hint={texts.onboarding.hint} trail={<Trail />} />
      {enrol.data ? (
        <Done device={enrol.data} onAgain={again} />
      ) : order && check.data ? (
        <Examined
          key={order.code}
          found={check.data}
          busy={enrol.isPending}
          error={enrol.error}
          onOnboard={() => enrol.mutate(order)}
          onAgain={again}
        />
      ) : (
        <Label
          busy={check.isPending}
          error={check.error}
          onCheck={(asked) => check.mutate(asked)}
        />
      )}
    </div>
  );
}

interface LabelProps {
  busy: boolean;
  error: unknown;
  onCheck: (order: OnboardingOrder) => void;
}

/** What stands on the label, typed or scanned. */
function Label({ busy, error, onCheck }: LabelProps) {
  const styles = useStyles();
  const [code, setCode] = useState('');
  const [certificate, setCertificate] = useState('');
  const [csr, setCsr] = useState('');
  const [way, setWay] = useState<Way>('make');
  // Who is limited to a group cannot enroll: nobody knows which hub the device will come to.
  const limited = useGroupLimit() !== null;
  const [scanning, setScanning] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = code.trim() === '';

  const check = (text: string) => {
    setTried(true);
    if (text.trim() === '' || busy) return;
    onCheck({
      code: text.trim(),
      ...(certificate.trim() && { certificate }),
      ...(csr.trim() && { csr }),
      ...(way === 'enroll' && !limited && { enroll: true }),
    });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    check(code);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {Boolean(error) && <ErrorState title={texts.onboarding.checkFailed} error={error} />}
      <Field
        required
        label={texts.onboarding.code}
        hint={texts.onboarding.codeHint}
        validationMessage={tried && missing ? texts.onboarding.codeMissing : undefined}
      >
        <Input
          size="large"
          value={code}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, { value }) => setCode(value)}
        />
      </Field>
      {!limited && (
        <Field label={texts.onboarding.way} hint={texts.onboarding.wayHint[way]}>
          <RadioGroup value={way} onChange={(_, { value }) => setWay(oneOf(WAYS, value) ?? 'make')}>
            {WAYS.map((each) => (
              <Radio key={each} value={each} label={texts.onboarding.ways[each]} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" size="large" disabledFocusable={busy}>
          {busy ? texts.onboarding.checking : texts.onboarding.check}
        </Button>
        <Button size="large" icon={<QrCode20Regular />} onClick={() => setScanning(true)}>
          {texts.onboarding.scan}
        </Button>
      </div>
      <Accordion collapsible>
        <AccordionItem value="certificate">
          <AccordionHeader>{texts.onboarding.more}</AccordionHeader>
          <AccordionPanel>
            <div className={styles.form}>
              <Field label={texts.onboarding.certificate} hint={texts.onboarding.certificateHint}>
                <Textarea
                  textarea={{ className: styles.pem }}
                  rows={4}
                  value={certificate}
                  spellCheck={false}
                  onChange={(_, { value }) => setCertificate(value)}
                />
              </Field>
              <Field label={texts.onboarding.csr} hint={texts.onboarding.csrHint}>
                <Textarea
                  textarea={{ className: styles.pem }}
                  rows={4}
                  value={csr}
                  spellCheck={false}
                  onChange={(_, { value }) => setCsr(value)}
                />
              </Field>
            </div>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      {scanning && (
        <ScanDialog
          onFound={(serial) => {
            setScanning(false);
            setCode(serial);
            check(serial);
          }}
          onClose={() => setScanning(false)}
        />
      )}
    </form>
  );
}

interface ExaminedProps {
  found: OnboardingExamination;
  busy: boolean;
  error: unknown;
  onOnboard: () => void;
  onAgain: () => void;
}

/** The checks one by one, and then what can be done. */
function Examined({ found, busy, error, onOnboard, onAgain }: ExaminedProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(false);
  const allShown = useCallback(() => setShown(true), []);
  const { record } = found;
  return (
    <>
      {record && (
        <Panel title={record.serial}>
          <Facts
            facts={(
              [
                [texts.onboarding.model, record.model],
                [texts.onboarding.hardware, record.hardwareRevision],
                [texts.onboarding.customer, record.customer],
                [texts.onboarding.order, record.order],
                [texts.onboarding.soldTo, record.soldTo],
              ] as const
            ).map(([name, value]) => [name, value ?? texts.none])}
          />
        </Panel>
      )}
      <Panel title={texts.onboarding.checks}>
        <CheckList checks={found.checks} onShown={allShown} />
      </Panel>
      {Boolean(error) && <ErrorState title={texts.onboarding.failed} error={error} />}
      {shown && !found.ready && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{texts.onboarding.refused}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.actions}>
        {found.ready && (
          <Button
            appearance="primary"
            size="large"
            disabledFocusable={busy || !shown}
            onClick={onOnboard}
          >
            {busy ? texts.onboarding.onboarding : texts.onboarding.onboard}
          </Button>
        )}
        <Button size="large" onClick={onAgain}>
          {found.ready ? texts.onboarding.back : texts.onboarding.another}
        </Button>
      </div>
    </>
  );
}

function Done({ device, onAgain }: { device: OnboardedDevice; onAgain: () => void }) {
  const styles = useStyles();
  return (
    <>
      <MessageBar intent="success" role="status">
        <MessageBarBody>
          {device.idScope === null
            ? texts.onboarding.done(device.deviceId)
            : texts.onboarding.enrolled(device.deviceId)}
        </MessageBarBody>
      </MessageBar>
      <Panel title={texts.onboarding.credentials}>
        <HandedOut device={device} />
      </Panel>
      <Arrival device={device} />
      <div className={styles.actions}>
        <Button size="large" onClick={onAgain}>
          {texts.onboarding.another}
        </Button>
      </div>
    </>
  );
}
