import { makeStyles, tokens } from '@fluentui/react-components';
import {
  Alert20Regular,
  AlertUrgent20Filled,
  CheckmarkCircle20Filled,
  ErrorCircle20Filled,
  QuestionCircle20Regular,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { Overview } from '../../api/types';
import { texts } from '../../lib/texts';
import { FigureLink } from './FigureLink';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

const HEALTH = [
  ['healthy', 'good', CheckmarkCircle20Filled],
  ['warning', 'poor', Warning20Filled],
  ['critical', 'bad', ErrorCircle20Filled],
  ['unknown', 'quiet', QuestionCircle20Regular],
] as const;

const ALERTS = [
  ['warning', 'poor', Alert20Regular],
  ['critical', 'bad', AlertUrgent20Filled],
] as const;

/** How well the devices are and what nobody sees to yet; each number leads to what it counts. */
export function Soundness({ health, alerts }: Pick<Overview, 'health' | 'alerts'>) {
  const styles = useStyles();
  return (
    <section aria-label={texts.overview.soundness} className={styles.parts}>
      {HEALTH.map(([status, tone, Icon]) => (
        <FigureLink
          key={status}
          to="/devices"
          search={{ health: status }}
          icon={<Icon />}
          label={texts.devices.healthStates[status]}
          figure={health[status]}
          tone={tone}
        />
      ))}
      {ALERTS.map(([severity, tone, Icon]) => (
        <FigureLink
          key={severity}
          to="/alerts"
          search={{ severity }}
          icon={<Icon />}
          label={texts.overview.openAlerts[severity]}
          figure={alerts[severity]}
          tone={alerts[severity] === 0 ? 'quiet' : tone}
        />
      ))}
    </section>
  );
}
