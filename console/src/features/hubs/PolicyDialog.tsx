import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { FormDialog } from '../../components/FormDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { createPolicy } from './queries';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const RIGHTS = ['registryRead', 'registryWrite', 'serviceConnect', 'deviceConnect'] as const;
type Right = (typeof RIGHTS)[number];

const useStyles = makeStyles({
  rights: { display: 'flex', flexDirection: 'column' },
});

/** Makes an access policy. */
export function PolicyDialog({ hub, onClose }: { hub: string; onClose: () => void }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [rights, setRights] = useState<readonly Right[]>(['registryRead']);
  const [tried, setTried] = useState(false);
  const invalid = !NAME.test(name);

  const save = useMutation({
    mutationFn: () => createPolicy(hub, { name, rights: [...rights] }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.hubPolicies(hub) });
      notify.success(texts.hubs.saved(name));
      onClose();
    },
  });

  const submit = () => {
    setTried(true);
    if (!invalid && rights.length > 0) save.mutate();
  };

  return (
    <FormDialog
      title={texts.hubs.newPolicy}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && <ErrorState title={texts.hubs.policySaveFailed} error={save.error} />}
      <Field
        required
        label={texts.hubs.name}
        validationMessage={tried && invalid ? texts.hubs.policyNameInvalid : undefined}
      >
        <Input
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, { value }) => setName(value)}
        />
      </Field>
      <Field
        label={texts.hubs.rights}
        validationMessage={tried && rights.length === 0 ? texts.hubs.rightsMissing : undefined}
      >
        <div className={styles.rights} role="group">
          {RIGHTS.map((right) => (
            <Checkbox
              key={right}
              label={texts.hubs.rightNames[right]}
              checked={rights.includes(right)}
              onChange={(_, { checked }) =>
                setRights(
                  checked === true ? [...rights, right] : rights.filter((one) => one !== right),
                )
              }
            />
          ))}
        </div>
      </Field>
    </FormDialog>
  );
}
