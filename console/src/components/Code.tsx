import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  code: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    paddingRight: '48px',
    overflowX: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  copy: {
    position: 'absolute',
    top: 0,
    right: 0,
    padding: tokens.spacingVerticalXXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

interface CodeProps {
  label: string;
  text: string;
}

/** A piece of program or JSON to read and to copy. */
export function Code({ label, text }: CodeProps) {
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      {/* A region that scrolls has to be reachable from the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
