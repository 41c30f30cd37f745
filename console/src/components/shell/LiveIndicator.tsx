import { makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { useConnection } from '../../api/connection';
import { texts } from '../../lib/texts';

const useStyles = makeStyles({
  sign: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  dot: { width: '8px', height: '8px', borderRadius: '50%' },
  connecting: { backgroundColor: tokens.colorNeutralForeground3 },
  live: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  polling: { backgroundColor: tokens.colorPaletteMarigoldBackground3, borderRadius: '2px' },
  offline: { backgroundColor: tokens.colorPaletteRedBackground3, borderRadius: 0 },
});

/** How fresh the page is, in words, colour and shape. */
export function LiveIndicator() {
  const styles = useStyles();
  const connection = useConnection();
  return (
    <Tooltip content={texts.connection.hint[connection]} relationship="description">
      {/* Focusable, so that the hint can be read without a mouse. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span role="status" aria-label={texts.connection.label} tabIndex={0} className={styles.sign}>
        <span aria-hidden className={mergeClasses(styles.dot, styles[connection])} />
        {texts.connection[connection]}
      </span>
    </Tooltip>
  );
}
