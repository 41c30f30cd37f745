import { useGroupLimit } from '../../api/session';
import { RouterLink } from '../../components/RouterLink';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';

/** The way to a device: from the first page, or from the group that all one sees is limited to. */
export function DeviceTrail() {
  const group = useGroupLimit();
  return (
    <Trail
      links={[
        group === null ? (
          <RouterLink key="devices" to="/devices">
            {texts.navigation.devices}
          </RouterLink>
        ) : (
          <RouterLink key="group" to="/groups/$name" params={{ name: group }}>
            {group}
          </RouterLink>
        ),
      ]}
    />
  );
}
