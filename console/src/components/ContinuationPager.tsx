import { Button, Caption1, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { texts } from '../lib/texts';
import type { Pages } from './usePages';

const useStyles = makeStyles({
  pager: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  range: { fontVariantNumeric: 'tabular-nums' },
});

interface ContinuationPagerProps {
  pages: Pages;
  /** Which rows are shown, in words. */
  range: string;
  /** Of the page after the shown one; null when that is the last. */
  continuation: string | null;
}

/** The way through a list whose pages lead from one to the next only. */
export function ContinuationPager({ pages, range, continuation }: ContinuationPagerProps) {
  const styles = useStyles();
  return (
    <div className={styles.pager}>
      <Caption1 className={styles.range} aria-live="polite">
        {range}
      </Caption1>
      <Tooltip content={texts.previousPage} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          disabled={pages.index === 0}
          onClick={pages.previous}
        />
      </Tooltip>
      <Tooltip content={texts.nextPage} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          disabled={continuation === null}
          onClick={() => continuation !== null && pages.next(continuation)}
        />
      </Tooltip>
    </div>
  );
}
