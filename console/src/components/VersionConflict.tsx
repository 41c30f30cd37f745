import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { JsonEditor } from './JsonEditor';
import { formatJson, mergeThreeWay, type JsonObject } from '../lib/json';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  conflict: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  versions: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface VersionConflictProps {
  /** Says what has changed meanwhile. */
  title: string;
  base: JsonObject;
  mine: JsonObject;
  theirs: JsonObject;
  onMerged: (merged: JsonObject) => void;
  onOverwrite: () => void;
  onDrop: () => void;
}

/** Both versions side by side after a 412, and the ways out. */
export function VersionConflict({ title, base, mine, theirs, ...ways }: VersionConflictProps) {
  const styles = useStyles();
  const { merged, conflicts } = mergeThreeWay(base, mine, theirs);
  return (
    <div className={styles.conflict}>
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle> {texts.conflict.body}{' '}
          {texts.conflict.conflicts(conflicts.length)} <strong>{conflicts.join(', ')}</strong>
        </MessageBarBody>
      </MessageBar>
      <div className={styles.versions}>
        <JsonEditor readOnly rows={12} label={texts.conflict.yours} value={formatJson(mine)} />
        <JsonEditor readOnly rows={12} label={texts.conflict.theirs} value={formatJson(theirs)} />
      </div>
      <div className={styles.actions}>
        <Button appearance="primary" onClick={() => ways.onMerged(merged)}>
          {texts.conflict.merge}
        </Button>
        <Button onClick={ways.onOverwrite}>{texts.conflict.overwrite}</Button>
        <Button onClick={ways.onDrop}>{texts.conflict.takeTheirs}</Button>
      </div>
    </div>
  );
}
