import {
  MenuItem,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { PlugConnectedCheckmarkRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hubInUrl } from '../../api/hubs';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { Registration } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { RowMenu } from '../../components/RowMenu';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { PagedTable } from './PagedTable';
import { deleteRegistration, registrationsQuery } from './queries';
import type { ProvisioningSearch } from './search';

const words = texts.provisioning;

/** The devices that came, and the hub that each was assigned to. */
export function Registrations({ search }: { search: ProvisioningSearch }) {
  const pages = usePages(`${search.search ?? ''} ${search.group ?? ''}`);
  const list = useQuery(registrationsQuery(search, pages.continuation));
  return (
    <PagedTable
      tab="registrations"
      search={search}
      icon={<PlugConnectedCheckmarkRegular />}
      list={list}
      pages={pages}
      table={(items) => <RegistrationTable items={items} />}
    />
  );
}

function RegistrationTable({ items }: { items: readonly Registration[] }) {
  const cells = useCellStyles();
  const may = useMay();
  const changeable = may('administer');
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={words.registrationsTable}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.registrationId}</HeaderCell>
          <HeaderCell>{words.device}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.group}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.hub}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.how}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.updated}</HeaderCell>
          {changeable && <HeaderCell className={cells.last}>{words.actionsColumn}</HeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((one) => (
          <TableRow key={one.registrationId}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={one.registrationId}>
              {one.registrationId}
            </TableCell>
            <TableCell className={cells.cell}>
              <RouterLink
                to="/devices/$deviceId"
                params={{ deviceId: one.deviceId }}
                search={hubInUrl(one.hub)}
              >
                {one.deviceId}
              </RouterLink>
            </TableCell>
            <TableCell className={medium}>{one.enrollmentGroup ?? texts.none}</TableCell>
            <TableCell className={wide} title={one.assignedHub}>
              {one.assignedHub}
            </TableCell>
            <TableCell className={wide}>{words.substatuses[one.substatus]}</TableCell>
            <TableCell className={medium}>
              <RelativeTime at={one.updatedAt} />
            </TableCell>
            {changeable && (
              <TableCell className={cells.last}>
                <RegistrationActions registration={one} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RegistrationActions({ registration }: { registration: Registration }) {
  const { registrationId, etag } = registration;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteRegistration(registrationId, etag),
    onSuccess: () => notify.success(words.deleted(registrationId)),
    onError: (error) => notify.failure(words.failed, problemText(error)),
    onSettled: () => {
      setAsking(false);
      void queryClient.invalidateQueries({ queryKey: keys.provisioning });
    },
  });
  return (
    <>
      <RowMenu label={words.actions(registrationId)}>
        <MenuItem onClick={() => setAsking(true)}>{texts.delete}</MenuItem>
      </RowMenu>
      {asking && (
        <ConfirmDialog
          title={words.deleteTitle(registrationId)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        >
          {words.deleteBody.registrations}
        </ConfirmDialog>
      )}
    </>
  );
}
