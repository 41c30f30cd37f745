import { Button, makeStyles, Select, ToggleButton, tokens } from '@fluentui/react-components';
import { Filter20Regular } from '@fluentui/react-icons';
import { useId, useState, type ReactNode } from 'react';
import { SearchField } from '../../components/SearchField';
import { texts } from '../../lib/texts';
import { FilterPanel } from './filter/FilterPanel';
import { HEALTHS, isFiltered, type DeviceSearch } from './search';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
});

const NO_FILTER: DeviceSearch = {
  search: undefined,
  condition: undefined,
  status: undefined,
  connection: undefined,
  health: undefined,
};

interface DeviceFiltersProps {
  search: DeviceSearch;
  onChange: (change: DeviceSearch) => void;
  /** What else stands beside the filters. */
  children: ReactNode;
}

/** Search and filters of the device table; each change starts at the first page again. */
export function DeviceFilters({ search, onChange, children }: DeviceFiltersProps) {
  const styles = useStyles();
  const { condition } = search;
  const [open, setOpen] = useState(condition !== undefined);
  const panel = useId();
  return (
    <>
      <div role="search" className={styles.filters}>
        <SearchField
          label={texts.devices.search}
          placeholder={texts.devices.searchPlaceholder}
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
        <Select
          aria-label={texts.devices.health}
          value={search.health ?? ''}
          onChange={(_, { value }) => onChange({ health: (value || undefined) as Health })}
        >
          <option value="">{texts.devices.anyHealth}</option>
          {HEALTHS.map((health) => (
            <option key={health} value={health}>
              {texts.devices.healthStates[health]}
            </option>
          ))}
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
        {children}
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
type Health = DeviceSearch['health'];
