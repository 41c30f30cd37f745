import {
  Checkbox,
  Field,
  makeStyles,
  Select,
  SpinButton,
  Switch,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { AlertRule } from '../../api/types';
import { ChoiceField } from '../../components/ChoiceField';
import { ConditionField } from '../../components/ConditionField';
import { FormDialog } from '../../components/FormDialog';
import { NameField } from '../../components/NameField';
import { ErrorState } from '../../components/States';
import { texts } from '../../lib/texts';
import { alertChannelsQuery, saveRule } from './queries';
import { asksFor, draftOf, KINDS, NAME, NEW_RULE, toRule, type RuleDraft } from './rule';
import { SEVERITIES } from './search';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  channels: { display: 'flex', flexDirection: 'column' },
});

interface RuleDialogProps {
  /** The rule to edit; without it a new one is made. */
  rule?: AlertRule;
  onClose: () => void;
}

/** What is worth an alert, how bad that is, and who is told. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const styles = useStyles();
  const queryClient = useQueryClient();
  const channels = useQuery(alertChannelsQuery);
  const [draft, setDraft] = useState(rule ? draftOf(rule) : NEW_RULE);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });
  const asked = asksFor(draft.kind);

  const save = useMutation({
    mutationFn: () => saveRule(draft.name, toRule(draft)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.alertRules });
      onClose();
    },
  });
  const nameFault = NAME.test(draft.name) ? undefined : texts.alertRules.nameInvalid;
  const submit = () => {
    setTried(true);
    if (!nameFault) save.mutate();
  };
  const toggle = (name: string, chosen: boolean) =>
    set({
      channels: chosen
        ? [...draft.channels, name]
        : draft.channels.filter((other) => other !== name),
    });

  return (
    <FormDialog
      title={rule ? texts.alertRules.editTitle(rule.name) : texts.alertRules.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={texts.alerts.notDone} error={save.error} />}
      {!rule && (
        <NameField
          label={texts.alertRules.name}
          fault={tried ? nameFault : undefined}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      )}
      <div className={styles.row}>
        <ChoiceField
          label={texts.alertRules.kind}
          choices={KINDS}
          word={(kind) => texts.alertRules.kindNames[kind]}
          value={draft.kind}
          onChange={(kind) => set({ kind, threshold: 1 })}
        />
        <ChoiceField
          label={texts.alerts.severity}
          choices={SEVERITIES}
          word={(severity) => texts.alerts.severities[severity]}
          value={draft.severity}
          onChange={(severity) => set({ severity })}
        />
      </div>
      <div className={styles.row}>
        {asked.levels && (
          <Field label={texts.alertRules.level[asked.levels]}>
            <Select
              value={String(draft.threshold)}
              onChange={(_, { value }) => set({ threshold: Number(value) })}
            >
              <option value="1">{texts.alertRules.levels[asked.levels][0]}</option>
              <option value="2">{texts.alertRules.levels[asked.levels][1]}</option>
            </Select>
          </Field>
        )}
        {asked.threshold && (
          <Field label={texts.alertRules.threshold[asked.threshold]}>
            <WholeNumber value={draft.threshold} onChange={(threshold) => set({ threshold })} />
          </Field>
        )}
        {asked.minutes && (
          <Field label={texts.alertRules.minutes[asked.minutes]}>
            <WholeNumber value={draft.minutes} onChange={(minutes) => set({ minutes })} />
          </Field>
        )}
        <Field label={texts.alertRules.grouping} hint={texts.alertRules.groupingHint}>
          <WholeNumber
            least={0}
            value={draft.groupingSeconds}
            onChange={(groupingSeconds) => set({ groupingSeconds })}
          />
        </Field>
      </div>
      {asked.condition && (
        <ConditionField
          label={texts.alertRules.condition}
          hint={texts.alertRules.conditionHint}
          value={draft.condition}
          onChange={(condition) => set({ condition })}
        />
      )}
      <Field label={texts.alertRules.channels}>
        <div role="group" aria-label={texts.alertRules.channels} className={styles.channels}>
          {channels.data?.items.map(({ name }) => (
            <Checkbox
              key={name}
              label={name}
              checked={draft.channels.includes(name)}
              onChange={(_, { checked }) => toggle(name, checked === true)}
            />
          ))}
          {channels.data?.items.length === 0 && texts.alertRules.noChannels}
        </div>
      </Field>
      <Switch
        label={texts.alertRules.enabled}
        checked={draft.enabled}
        onChange={(_, { checked }) => set({ enabled: checked })}
      />
    </FormDialog>
  );
}

interface WholeNumberProps {
  value: number;
  least?: number;
  onChange: (value: number) => void;
}

function WholeNumber({ value, least = 1, onChange }: WholeNumberProps) {
  return (
    <SpinButton
      min={least}
      value={value}
      onChange={(_, data) => {
        const typed = data.value ?? Number(data.displayValue);
        if (Number.isInteger(typed) && typed >= least) onChange(typed);
      }}
    />
  );
}
