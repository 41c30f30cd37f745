import { Button } from '@fluentui/react-components';
import { ColumnEdit20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { texts } from '../../../lib/texts';
import type { DeviceSearch } from '../search';
import { ColumnsDialog } from './ColumnsDialog';

interface ColumnsButtonProps {
  search: DeviceSearch;
  onChange: (change: DeviceSearch) => void;
}

/** Leads to the choice of columns; another choice leaves the page of the table as it is. */
export function ColumnsButton({ search, onChange }: ColumnsButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ColumnEdit20Regular />} onClick={() => setOpen(true)}>
        {texts.deviceColumns.open}
      </Button>
      {open && (
        <ColumnsDialog
          chosen={search.columns}
          onChoose={(columns) => onChange({ columns, page: search.page })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
