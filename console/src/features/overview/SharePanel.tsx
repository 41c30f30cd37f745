import { makeStyles, tokens } from '@fluentui/react-components';
import type { Share } from '../../api/types';
import { Panel } from '../../components/Panel';
import { RouterLink } from '../../components/RouterLink';
import { quote } from '../../lib/condition';
import { count, share as percent } from '../../lib/format';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto',
    columnGap: tokens.spacingHorizontalM,
    fontVariantNumeric: 'tabular-nums',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  percent: { color: tokens.colorNeutralForeground3, minWidth: '4ch', textAlign: 'end' },
  bar: { gridColumn: '1 / -1', width: '100%', height: '6px', display: 'block' },
  track: { fill: tokens.colorNeutralBackground5 },
  part: { fill: tokens.colorBrandBackground },
  rest: { fill: tokens.colorNeutralForeground3 },
});

interface SharePanelProps {
  title: string;
  /** The path of the query language that the values are found at. */
  path: string;
  shares: readonly Share[];
  total: number;
}

/** How a fleet is made up of the values of a property, the most frequent first; each leads to its devices. */
export function SharePanel({ title, path, shares, total }: SharePanelProps) {
  const styles = useStyles();
  const rest = total - shares.reduce((sum, { devices }) => sum + devices, 0);
  return (
    <Panel title={title}>
      <ul className={styles.list} aria-label={title}>
        {shares.map(({ value, devices }) => (
          <li key={value ?? ''} className={styles.row}>
            <RouterLink
              className={styles.name}
              to="/devices"
              search={{
                condition: value === null ? `NOT IS_DEFINED(${path})` : `${path} = ${quote(value)}`,
              }}
            >
              {value ?? texts.overview.notReported}
            </RouterLink>
            <Amount devices={devices} total={total} />
            <Bar
              part={devices}
              all={total}
              className={value === null ? styles.rest : styles.part}
            />
          </li>
        ))}
        {rest > 0 && (
          <li className={styles.row}>
            <span className={styles.name}>{texts.overview.others}</span>
            <Amount devices={rest} total={total} />
            <Bar part={rest} all={total} className={styles.rest} />
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Amount({ devices, total }: { devices: number; total: number }) {
  const styles = useStyles();
  return (
    <>
      <span>{count(devices)}</span>
      <span className={styles.percent}>{percent(devices, total)}</span>
    </>
  );
}

function Bar({ part, all, className }: { part: number; all: number; className: string }) {
  const styles = useStyles();
  return (
    <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className={styles.bar}>
      <rect width="100" height="1" className={styles.track} />
      <rect width={all === 0 ? 0 : (100 * part) / all} height="1" className={className} />
    </svg>
  );
}
