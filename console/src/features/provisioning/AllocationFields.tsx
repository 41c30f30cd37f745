import {
  Caption1,
  Checkbox,
  Field,
  Input,
  Label,
  makeStyles,
  Select,
  tokens,
  useId,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { hubsQuery } from '../../api/hubs';
import { ErrorState } from '../../components/States';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import { ALLOCATIONS, type EnrollmentForm } from './form';
import { choicesOf, withChoice, type HubChoice } from './hubChoice';

const words = texts.provisioning;

const useStyles = makeStyles({
  hubs: { display: 'flex', flexDirection: 'column' },
  hint: { color: tokens.colorNeutralForeground3 },
});

interface AllocationFieldsProps {
  form: EnrollmentForm;
  faults: Partial<Record<keyof EnrollmentForm, string>>;
  onChange: (change: Partial<EnrollmentForm>) => void;
}

/** How the hub of a device is chosen, among which, and by whom where it is a program. */
export function AllocationFields({ form, faults, onChange }: AllocationFieldsProps) {
  const hubs = useQuery(hubsQuery);
  const choices = choicesOf(hubs.data?.items ?? [], form.hubs);
  return (
    <>
      <Field label={words.allocation} hint={words.allocationHint[form.allocation]}>
        <Select
          value={form.allocation}
          onChange={(_, { value }) =>
            onChange({ allocation: oneOf(ALLOCATIONS, value) ?? 'hashed' })
          }
        >
          {ALLOCATIONS.map((each) => (
            <option key={each} value={each}>
              {words.allocations[each]}
            </option>
          ))}
        </Select>
      </Field>
      {hubs.error && <ErrorState error={hubs.error} onRetry={() => void hubs.refetch()} />}
      {form.allocation === 'static' ? (
        <OneHub choices={choices} form={form} faults={faults} onChange={onChange} />
      ) : (
        <ManyHubs choices={choices} form={form} onChange={onChange} />
      )}
      {form.allocation === 'custom' && (
        <>
          <Field
            required
            label={words.webhook}
            hint={words.webhookHint}
            validationMessage={faults.webhook}
          >
            <Input
              type="url"
              value={form.webhook}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, { value }) => onChange({ webhook: value.trim() })}
            />
          </Field>
          <Field label={words.apiVersion} hint={words.apiVersionHint}>
            <Input
              value={form.apiVersion}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, { value }) => onChange({ apiVersion: value.trim() })}
            />
          </Field>
        </>
      )}
    </>
  );
}

interface HubsProps extends Omit<AllocationFieldsProps, 'faults'> {
  choices: readonly HubChoice[];
}

const labelOf = ({ name, linked }: HubChoice) => (linked ? name : words.hubGone(name));

/** The first hub that the enrollment names is the one. */
function OneHub({
  choices,
  form,
  faults,
  onChange,
}: HubsProps & Pick<AllocationFieldsProps, 'faults'>) {
  const [first = ''] = form.hubs;
  const chosen = choices.find(({ named }) => named.includes(first));
  return (
    <Field required label={words.hub} validationMessage={faults.hubs}>
      <Select
        value={chosen?.name ?? ''}
        onChange={(_, { value }) => onChange({ hubs: value ? [value] : [] })}
      >
        <option value="">{words.chooseHub}</option>
        {choices.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {labelOf(choice)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function ManyHubs({ choices, form, onChange }: HubsProps) {
  const styles = useStyles();
  const label = useId('hubs');
  const hint = useId('hubs-hint');
  return (
    <div role="group" aria-labelledby={label} aria-describedby={hint} className={styles.hubs}>
      <Label id={label}>{words.hubs}</Label>
      {choices.map((choice) => (
        <Checkbox
          key={choice.name}
          label={labelOf(choice)}
          checked={choice.named.length > 0}
          onChange={(_, { checked }) =>
            onChange({ hubs: withChoice(form.hubs, choice, checked === true) })
          }
        />
      ))}
      <Caption1 id={hint} className={styles.hint}>
        {words.hubsHint}
      </Caption1>
    </div>
  );
}
