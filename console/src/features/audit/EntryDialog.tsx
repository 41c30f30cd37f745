import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { hubInUrl } from '../../api/hubs';
import type { AuditItem } from '../../api/types';
import { Facts } from '../../components/Facts';
import { RouterLink } from '../../components/RouterLink';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { OutcomeBadge } from './OutcomeBadge';

interface EntryDialogProps {
  entry: AuditItem;
  onClose: () => void;
}

/** All that an entry says. */
export function EntryDialog({ entry, onClose }: EntryDialogProps) {
  const who = entry.who === '' ? texts.audit.stranger : entry.who;
  const facts = [
    [texts.audit.at, `${absoluteTime(entry.at)} (${entry.at})`],
    [texts.audit.who, `${who} (${texts.audit.kinds[entry.kind]})`],
    [texts.audit.role, entry.role || texts.none],
    [texts.audit.action, entry.action],
    [texts.audit.target, <Target key="target" entry={entry} />],
    [texts.audit.outcome, <OutcomeBadge key="outcome" outcome={entry.outcome} />],
    [texts.audit.answer, [entry.status || '', entry.code].join(' ').trim() || texts.none],
    [texts.audit.detail, entry.detail || texts.none],
    [texts.audit.address, entry.address || texts.none],
    [texts.audit.requestId, entry.requestId || texts.none],
    [texts.audit.hub, entry.hub || texts.none],
    [texts.audit.hash, entry.hash],
  ] as const;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.audit.entry(entry.seq)}</DialogTitle>
          <DialogContent>
            <Facts facts={facts} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** A device's path leads to the device. */
function Target({ entry: { target, hub } }: { entry: AuditItem }) {
  const deviceId = /^devices\/([^/]+)/.exec(target)?.[1];
  if (deviceId === undefined) return target || texts.none;
  return (
    <RouterLink to="/devices/$deviceId" params={{ deviceId }} search={hubInUrl(hub)}>
      {target}
    </RouterLink>
  );
}
