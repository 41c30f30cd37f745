import { Badge } from '@fluentui/react-components';
import { Warning16Regular } from '@fluentui/react-icons';
import { count as inWords } from '../../lib/format';
import { texts } from '../../lib/texts';

/** On how many of its targets a configuration loses something to another one. */
export function ConflictBadge({ count }: { count: number }) {
  if (count === 0) return texts.none;
  return (
    <Badge appearance="tint" color="warning" icon={<Warning16Regular />}>
      {texts.configurations.losesOn(inWords(count))}
    </Badge>
  );
}
