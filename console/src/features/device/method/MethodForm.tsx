import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  tokens,
} from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { MethodRequest } from '../../../api/types';
import { JsonEditor } from '../../../components/JsonEditor';
import { parseJson } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { isWithin, TEMPLATES, type MethodForm as Form, type TemplateName } from './templates';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 180px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  submit: { alignSelf: 'flex-start' },
});

const words = texts.method;

interface MethodFormProps {
  busy: boolean;
  onCall: (request: MethodRequest) => void;
}

export function MethodForm({ busy, onCall }: MethodFormProps) {
  const styles = useStyles();
  const [form, setForm] = useState<Form>(TEMPLATES.reboot);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });

  const payload = parseJson(form.payload);
  const named = form.methodName.trim() !== '';
  const responseOk = isWithin(form.responseTimeout, 5, 300);
  const connectOk = isWithin(form.connectTimeout, 0, 300);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || !named || !payload.ok || !responseOk || !connectOk) return;
    onCall({
      methodName: form.methodName.trim(),
      payload: payload.value,
      responseTimeoutInSeconds: Number(form.responseTimeout),
      connectTimeoutInSeconds: Number(form.connectTimeout),
    });
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.two}>
        <Field label={words.template}>
          <Select
            value={form.template}
            onChange={(_, { value }) => setForm(TEMPLATES[value as TemplateName])}
          >
            {Object.values(TEMPLATES).map(({ template }) => (
              <option key={template} value={template}>
                {words.templates[template]}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={words.name}
          required
          validationMessage={tried && !named ? words.nameMissing : undefined}
        >
          <Input
            value={form.methodName}
            spellCheck={false}
            autoComplete="off"
            onChange={(_, { value }) => set({ methodName: value, template: 'custom' })}
          />
        </Field>
      </div>
      {form.template === 'factoryReset' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words.factoryResetWarning}</MessageBarBody>
        </MessageBar>
      )}
      <JsonEditor
        label={words.payload}
        value={form.payload}
        error={payload.ok ? undefined : payload.message}
        onChange={(text) => set({ payload: text })}
      />
      <div className={styles.two}>
        <Field
          label={words.responseTimeout}
          hint={words.responseTimeoutHint}
          validationState={responseOk ? 'none' : 'error'}
        >
          <Input
            type="number"
            min={5}
            max={300}
            value={form.responseTimeout}
            onChange={(_, { value }) => set({ responseTimeout: value })}
          />
        </Field>
        <Field
          label={words.connectTimeout}
          hint={words.connectTimeoutHint}
          validationState={connectOk ? 'none' : 'error'}
        >
          <Input
            type="number"
            min={0}
            max={300}
            value={form.connectTimeout}
            onChange={(_, { value }) => set({ connectTimeout: value })}
          />
        </Field>
      </div>
      <Button type="submit" appearance="primary" className={styles.submit} disabledFocusable={busy}>
        {busy ? words.calling : words.call}
      </Button>
    </form>
  );
}
