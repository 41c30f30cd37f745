import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { HealthBadge } from '../../components/DeviceBadges';
import { useDebounced } from '../../lib/useDebounced';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { faultsOf, thresholdOf, type ThresholdForm } from './form';
import { previewQuery } from './queries';

const words = texts.thresholds;
const STATES = ['healthy', 'warning', 'critical'] as const;

const useStyles = makeStyles({
  box: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    paddingTop: tokens.spacingVerticalXS,
  },
  pair: { display: 'flex', gap: tokens.spacingHorizontalS },
  number: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  note: { color: tokens.colorNeutralForeground2 },
});

/** What the threshold would make of the devices, as it is typed. */
export function Preview({ form }: { form: ThresholdForm }) {
  const styles = useStyles();
  const settled = useDebounced(form);
  const sound =
    Object.keys(faultsOf(settled)).length === 0 &&
    (settled.warning.trim() !== '' || settled.critical.trim() !== '');
  const preview = useQuery({ ...previewQuery(thresholdOf(settled)), enabled: sound });
  const outcome = preview.data;
  if (!sound || preview.error) return null;
  return (
    <div role="status" className={styles.box}>
      <Text weight="semibold">{words.preview}</Text>
      {outcome ? (
        <>
          <dl className={styles.counts}>
            {STATES.map((state) => (
              <div key={state} className={styles.pair}>
                <dt>
                  <HealthBadge health={state} />
                </dt>
                <dd className={styles.number}>{count(outcome[state])}</dd>
              </div>
            ))}
          </dl>
          <Text size={200} className={styles.note}>
            {outcome.whole ? words.previewHint : words.previewPart}
          </Text>
        </>
      ) : (
        <Spinner size="tiny" label={texts.loading} labelPosition="after" />
      )}
    </div>
  );
}
