import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { Bookmark20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../api/session';
import { texts } from '../../../lib/texts';
import type { DeviceSearch } from '../search';
import { DeleteViewsDialog } from './DeleteViewsDialog';
import { deviceViewsQuery } from './queries';
import { SaveViewDialog } from './SaveViewDialog';
import { definitionOf, searchOf } from './view';

const words = texts.deviceViews;

interface ViewsMenuProps {
  search: DeviceSearch;
  onSearchChange: (search: DeviceSearch) => void;
}

/** The kept ways to look at the device table, one's own and those for everybody. */
export function ViewsMenu({ search, onSearchChange }: ViewsMenuProps) {
  const may = useMay();
  const views = useQuery(deviceViewsQuery);
  const [dialog, setDialog] = useState<'save' | 'delete'>();
  const items = views.data ?? [];
  const groups = [
    { title: words.shared, views: items.filter(({ shared }) => shared) },
    { title: words.own, views: items.filter(({ shared }) => !shared) },
  ].filter((group) => group.views.length > 0);
  const mine = items.filter(({ shared }) => !shared || may('administer'));

  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<Bookmark20Regular />}>{words.open}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {groups.map((group) => (
              <MenuGroup key={group.title}>
                <MenuGroupHeader>{group.title}</MenuGroupHeader>
                {group.views.map((view) => (
                  <MenuItem
                    key={view.name}
                    onClick={() => onSearchChange(searchOf(view.definition, search))}
                  >
                    {view.name}
                  </MenuItem>
                ))}
              </MenuGroup>
            ))}
            {groups.length > 0 && <MenuDivider />}
            <MenuItem onClick={() => setDialog('save')}>{words.save}</MenuItem>
            {mine.length > 0 && (
              <MenuItem onClick={() => setDialog('delete')}>{words.manage}</MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === 'save' && (
        <SaveViewDialog definition={definitionOf(search)} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'delete' && (
        <DeleteViewsDialog views={mine} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
