import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import type { Group } from '../../api/types';
import { Code } from '../../components/Code';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  conflict: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

interface GroupConflictProps {
  theirs: Group;
  onOverwrite: () => void;
  onTake: () => void;
}

/** What the group has become meanwhile, after a 412, and the ways out. */
export function GroupConflict({ theirs, onOverwrite, onTake }: GroupConflictProps) {
  const styles = useStyles();
  return (
    <div className={styles.conflict}>
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{texts.groups.conflictTitle}</MessageBarTitle>{' '}
          {texts.groups.conflictBody} {theirs.description}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onTake}>{texts.groups.takeTheirs}</Button>
          <Button onClick={onOverwrite}>{texts.groups.overwrite}</Button>
        </MessageBarActions>
      </MessageBar>
      <Code label={texts.groups.theirCondition} text={theirs.condition} />
    </div>
  );
}
