import { DeveloperBoardRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { Group } from '../../api/types';
import { ContinuationPager } from '../../components/ContinuationPager';
import { DeviceRows } from '../../components/DeviceRows';
import { Panel } from '../../components/Panel';
import { RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { usePages } from '../../components/usePages';
import { texts } from '../../lib/texts';
import { MEMBERS_PER_PAGE, membersQuery } from './queries';

/** The devices of a group at this moment. */
export function Members({ group }: { group: Group }) {
  const pages = usePages(group.condition);
  const members = useQuery(membersQuery(group.name, pages.continuation));
  const page = members.data;
  const before = pages.index * MEMBERS_PER_PAGE;
  return (
    <Panel
      flush
      title={texts.groups.members}
      actions={
        <RouterLink to="/devices" search={{ condition: `IN_GROUP('${group.name}')` }}>
          {texts.groups.inDeviceList}
        </RouterLink>
      }
      hint={page && <span role="status">{texts.groups.memberCount(page.total)}</span>}
    >
      {members.error && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
      {members.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <DeviceRows label={texts.groups.members} devices={page.items} />
        ) : (
          <EmptyState icon={<DeveloperBoardRegular />} title={texts.groups.noMembers}>
            {texts.groups.noMembersBody}
          </EmptyState>
        ))}
      {page && (pages.index > 0 || page.continuation !== null) && (
        <ContinuationPager
          pages={pages}
          range={texts.range(
            Math.min(before + 1, page.total),
            before + page.items.length,
            page.total,
          )}
          continuation={page.continuation}
        />
      )}
    </Panel>
  );
}
