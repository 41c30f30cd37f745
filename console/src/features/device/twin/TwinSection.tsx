import { Button } from '@fluentui/react-components';
import { Edit20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useMay } from '../../../api/session';
import type { Twin } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { texts } from '../../../lib/texts';
import { PropertyTable } from './PropertyTable';
import { versionOf, type Section } from './twin';
import { TwinEditor } from './TwinEditor';

const HINTS = {
  tags: texts.twin.tagsHint,
  desired: texts.twin.desiredHint,
  reported: texts.twin.reportedHint,
};

interface TwinSectionProps {
  twin: Twin;
  section: Section;
}

/** One section of the twin: a table to read, and an editor where people may write. */
export function TwinSection({ twin, section }: TwinSectionProps) {
  const [editing, setEditing] = useState(false);
  const may = useMay();
  const version = section === 'tags' ? undefined : versionOf(twin, section);
  const title = texts.twin[section];
  return (
    <Panel
      flush={!editing}
      title={version === undefined ? title : `${title} · ${texts.twin.version(version)}`}
      hint={HINTS[section]}
      actions={
        section !== 'reported' &&
        may('operateDevices') &&
        !editing && (
          <Button
            icon={<Edit20Regular />}
            aria-label={`${texts.edit}: ${title}`}
            onClick={() => setEditing(true)}
          >
            {texts.edit}
          </Button>
        )
      }
    >
      {editing && section !== 'reported' ? (
        <TwinEditor twin={twin} section={section} onDone={() => setEditing(false)} />
      ) : (
        <PropertyTable twin={twin} section={section} />
      )}
    </Panel>
  );
}
