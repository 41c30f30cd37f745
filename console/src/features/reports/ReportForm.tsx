import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownload20Regular, Print20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askedHub } from '../../api/askedHub';
import { groupsQuery } from '../../api/groups';
import { hubInUrl } from '../../api/hubs';
import { sessionQuery } from '../../api/session';
import { ConditionField } from '../../components/ConditionField';
import { Panel } from '../../components/Panel';
import { RouterButton } from '../../components/RouterLink';
import { texts } from '../../lib/texts';
import { useValue } from '../../lib/value';
import {
  comparesVersions,
  fileUrl,
  hasTags,
  parseChoice,
  reportNamed,
  REPORTS,
  type ReportChoice,
} from './choice';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  choice: { display: 'flex', flexDirection: 'column' },
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalL,
  },
  link: { textDecorationLine: 'none' },
});

interface ReportFormProps {
  choice: ReportChoice;
  onChoice: (choice: ReportChoice) => void;
}

/** What is to be in the report, and the ways to take it along. */
export function ReportForm({ choice, onChoice }: ReportFormProps) {
  const styles = useStyles();
  // The fields have their own state: the URL follows too late for a cursor.
  const [typed, setTyped] = useState(choice);
  const groups = useQuery(groupsQuery);
  const hub = useValue(askedHub);
  const limited = Boolean(useQuery(sessionQuery).data?.group);
  const set = (change: Partial<ReportChoice>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    onChoice(parseChoice({ ...next }));
  };
  const wanted = parseChoice({ ...typed });
  return (
    <Panel title={texts.reports.make}>
      <div className={styles.form}>
        <Field label={texts.reports.which}>
          <RadioGroup
            value={typed.report}
            onChange={(_, { value }) => set({ report: reportNamed(value) })}
          >
            {REPORTS.map((report) => (
              <Radio
                key={report}
                value={report}
                label={
                  <span className={styles.choice}>
                    {texts.reports.names[report]}
                    <span className={styles.hint}>{texts.reports.hints[report]}</span>
                  </span>
                }
              />
            ))}
          </RadioGroup>
        </Field>
        <div className={styles.fields}>
          {!limited && (
            <Field label={texts.reports.group}>
              <Select value={typed.group ?? ''} onChange={(_, { value }) => set({ group: value })}>
                <option value="">{texts.reports.allDevices}</option>
                {groups.data?.items.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            </Field>
          )}
          <ConditionField
            label={texts.reports.condition}
            hint={texts.reports.conditionHint}
            value={typed.condition ?? ''}
            onChange={(condition) => set({ condition })}
          />
          {hasTags(typed.report) && (
            <Field label={texts.reports.tags} hint={texts.reports.tagsHint}>
              <Input
                value={typed.tags ?? ''}
                spellCheck={false}
                onChange={(_, { value }) => set({ tags: value })}
              />
            </Field>
          )}
          {comparesVersions(typed.report) && (
            <Field label={texts.reports.version} hint={texts.reports.versionHint}>
              <Input
                value={typed.version ?? ''}
                spellCheck={false}
                onChange={(_, { value }) => set({ version: value })}
              />
            </Field>
          )}
        </div>
      </div>
      <div className={styles.commands}>
        <Button
          as="a"
          appearance="primary"
          className={styles.link}
          icon={<ArrowDownload20Regular />}
          href={fileUrl(wanted, 'xlsx', hub)}
          download
        >
          {texts.reports.xlsx}
        </Button>
        <Button
          as="a"
          className={styles.link}
          icon={<ArrowDownload20Regular />}
          href={fileUrl(wanted, 'csv', hub)}
          download
        >
          {texts.reports.csv}
        </Button>
        <RouterButton to="/print/report" search={{ ...wanted, ...hubInUrl(hub) }} target="_blank">
          <Print20Regular aria-hidden /> {texts.reports.print}
        </RouterButton>
      </div>
    </Panel>
  );
}
