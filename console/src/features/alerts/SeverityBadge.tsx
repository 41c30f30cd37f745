import { Badge } from '@fluentui/react-components';
import { ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { texts } from '../../lib/texts';
import type { AlertSeverity } from './search';

/** How bad it is: a mark in colour and shape, and the word. */
export function SeverityBadge({ severity }: { severity: AlertSeverity }) {
  const critical = severity === 'critical';
  return (
    <Badge
      appearance="tint"
      color={critical ? 'danger' : 'warning'}
      icon={critical ? <ErrorCircle16Regular /> : <Warning16Regular />}
    >
      {texts.alerts.severities[severity]}
    </Badge>
  );
}
