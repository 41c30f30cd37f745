import { Button, Caption1, makeStyles, Select, tokens, Tooltip } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId } from 'react';
import { PAGE_SIZES } from '../lib/paging';
import { texts } from '../lib/texts';

const useStyles = makeStyles({
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  range: { marginLeft: tokens.spacingHorizontalM, fontVariantNumeric: 'tabular-nums' },
});

interface PagerProps {
  /** As the server counts it, from 0. */
  page: { items: readonly unknown[]; page: number; pageSize: number; total: number };
  onChange: (change: { page?: number; pageSize?: number }) => void;
}

/** Which rows are shown, and the way to the others. */
export function Pager({ page: { items, page, pageSize, total }, onChange }: PagerProps) {
  const styles = useStyles();
  const rows = useId();
  const from = page * pageSize;
  const last = from + items.length >= total;
  return (
    <div className={styles.pager}>
      <Caption1>
        <label htmlFor={rows}>{texts.rows}</label>
      </Caption1>
      <Select
        id={rows}
        size="small"
        value={String(pageSize)}
        onChange={(_, { value }) => onChange({ pageSize: Number(value) })}
      >
        {PAGE_SIZES.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </Select>
      <Caption1 className={styles.range} aria-live="polite">
        {texts.range(Math.min(from + 1, total), from + items.length, total)}
      </Caption1>
      <Tooltip content={texts.previousPage} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          disabled={page === 0}
          onClick={() => onChange({ page: page - 1 })}
        />
      </Tooltip>
      <Tooltip content={texts.nextPage} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          disabled={last}
          onClick={() => onChange({ page: page + 1 })}
        />
      </Tooltip>
    </div>
  );
}
