import {
  Button,
  makeStyles,
  SearchBox,
  Select,
  ToggleButton,
  tokens,
} from '@fluentui/react-components';
import { Filter20Regular } from '@fluentui/react-icons';
import { useEffect, useId, useState } from 'react';
import { texts } from '../../lib/texts';
import { FilterPanel } from './filter/FilterPanel';
import { isFiltered, type DeviceSearch } from './search';

const TYPING_PAUSE_MS = 300;

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  search: { flex: '1 1 220px', maxWidth: '360px' },
});

const NO_FILTER: DeviceSearch = {
  search: undefined,
  condition: undefined,
  status: undefined,
  connection: undefined,
};

interface DeviceFiltersProps {
  search: DeviceSearch;
  onChange: (change: DeviceSearch) => void;
}

/** Search and filters of the device table; each change starts at the first page again. */
export function DeviceFilters({ search, onChange }: DeviceFiltersProps) {
  const styles = useStyles();
  const { condition } = search;
  const [open, setOpen] = useState(condition !== undefined);
  const panel = useId();
  return (
    <>
      <div role="search" className={styles.filters}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => onChange({ search: text || undefined })}
        />
        <Select
          aria-label={texts.devices.status}
          value={search.status ?? ''}
          onChange={(_, { value }) => onChange({ status: (value || undefined) as Status })}
        >
          <option value="">{texts.devices.anyStatus}</option>
          <option value="enabled">{texts.devices.statuses.enabled}</option>
          <option value="disabled">{texts.devices.statuses.disabled}</option>
        </Select>
        <Select
          aria-label={texts.devices.connection}
          value={search.connection ?? ''}
          onChange={(_, { value }) => onChange({ connection: (value || undefined) as Link })}
        >
          <option value="">{texts.devices.anyConnection}</option>
          <option value="connected">{texts.devices.connectionStates.Connected}</option>
          <option value="disconnected">{texts.devices.connectionStates.Disconnected}</option>
        </Select>
        <ToggleButton
          icon={<Filter20Regular />}
          checked={open}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          onClick={() => setOpen(!open)}
        >
          {texts.filter.open}
        </ToggleButton>
        {isFiltered(search) && (
          <Button appearance="subtle" onClick={() => onChange(NO_FILTER)}>
            {texts.devices.clearFilters}
          </Button>
        )}
      </div>
      {open && (
        <div id={panel}>
          <FilterPanel
            condition={condition ?? ''}
            onApply={(next) => onChange({ condition: next || undefined })}
          />
        </div>
      )}
    </>
  );
}

type Status = DeviceSearch['status'];
type Link = DeviceSearch['connection'];

interface SearchFieldProps {
  value: string;
  onChange: (text: string) => void;
}

function SearchField({ value, onChange }: SearchFieldProps) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);

  // The URL changed under the field, as on the browser's Back: the field follows.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }

  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      onChange(text);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, sent, onChange]);

  return (
    <SearchBox
      className={styles.search}
      aria-label={texts.devices.search}
      placeholder={texts.devices.searchPlaceholder}
      value={text}
      onChange={(_, data) => setText(data.value)}
    />
  );
}
