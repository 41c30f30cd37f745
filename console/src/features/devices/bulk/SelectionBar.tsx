import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { count } from '../../../lib/format';
import { texts } from '../../../lib/texts';

const words = texts.bulk;

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface SelectionBarProps {
  /** Devices on the page, all of them selected. */
  shown: number;
  /** Devices on all pages. */
  total: number;
  everything: boolean;
  onEverything: () => void;
  onClear: () => void;
}

/** The way from all devices on the page to all that match. */
export function SelectionBar(props: SelectionBarProps) {
  const styles = useStyles();
  const { shown, total, everything } = props;
  return (
    <div className={styles.bar}>
      <Body1 role="status">
        {everything ? words.allChosen(count(total)) : words.pageChosen(shown)}
      </Body1>
      {everything ? (
        <Button size="small" onClick={props.onClear}>
          {words.clear}
        </Button>
      ) : (
        <Button size="small" onClick={props.onEverything}>
          {words.chooseAll(count(total))}
        </Button>
      )}
    </div>
  );
}
