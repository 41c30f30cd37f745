import { Button, Caption1, makeStyles, Select, tokens, Tooltip } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId } from 'react';
import type { DevicePage } from '../../api/types';
import { texts } from '../../lib/texts';
import { PAGE_SIZES, type DeviceSearch } from './search';

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
  page: DevicePage;
  onChange: (change: DeviceSearch) => void;
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
        <label htmlFor={rows}>{texts.devices.rows}</label>
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
