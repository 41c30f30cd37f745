import { RouterLink } from '../../components/RouterLink';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';

/** The way from the first page to a device. */
export function DeviceTrail() {
  return (
    <Trail
      links={[
        <RouterLink key="devices" to="/devices">
          {texts.navigation.devices}
        </RouterLink>,
      ]}
    />
  );
}
