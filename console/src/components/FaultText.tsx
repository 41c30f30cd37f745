import { makeStyles, tokens } from '@fluentui/react-components';
import type { Fault } from '../lib/fault';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  text: {
    display: 'block',
    maxHeight: '120px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  mark: {
    backgroundColor: tokens.colorPaletteRedBackground2,
    color: tokens.colorPaletteRedForeground2,
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
  },
});

/** A text with its wrong character marked. */
export function FaultText({ fault: { before, at, after } }: { fault: Fault }) {
  const styles = useStyles();
  return (
    <code className={styles.text} aria-label={texts.condition.fault}>
      {before}
      <mark className={styles.mark}>{at || `⟨${texts.condition.end}⟩`}</mark>
      {after}
    </code>
  );
}
