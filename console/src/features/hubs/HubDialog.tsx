import { Field, Input, Textarea } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { HubSummary } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { createHub, updateHub } from './queries';

const NAME = /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;
const MAX_WEIGHT = 1000;

const itemsOf = (list: string) => list.split(/[\s,]+/).filter((item) => item !== '');

interface HubDialogProps {
  /** The hub to edit; without it a new one is made. */
  hub?: HubSummary;
  onClose: () => void;
}

/** Adds a hub, or changes its host names, weight and networks. */
export function HubDialog({ hub, onClose }: HubDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [name, setName] = useState(hub?.name ?? '');
  const [hosts, setHosts] = useState(hub?.hostNames.join('\n') ?? '');
  const [weight, setWeight] = useState(String(hub?.weight ?? 1));
  const [networks, setNetworks] = useState(hub?.networks.join('\n') ?? '');
  const [tried, setTried] = useState(false);
  const hostNames = itemsOf(hosts);
  const wrong = {
    name: !NAME.test(name),
    hosts: hostNames.length === 0,
    weight: !/^\d{1,4}$/.test(weight) || Number(weight) > MAX_WEIGHT,
  };

  const save = useMutation({
    mutationFn: () => {
      const rest = { hostNames, weight: Number(weight), networks: itemsOf(networks) };
      return hub ? updateHub(hub.name, rest) : createHub({ name, ...rest });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keys.hubs });
      notify.success(texts.hubs.saved(name));
      onClose();
    },
  });

  // Which texts are networks is the server's to say.
  const refused =
    isProblem(save.error, 400) && save.error.code === 'NetworkInvalid' ? save.error : undefined;

  const submit = () => {
    setTried(true);
    if (!wrong.name && !wrong.hosts && !wrong.weight) save.mutate();
  };

  return (
    <FormDialog
      title={hub ? texts.hubs.editTitle(name) : texts.hubs.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {save.error && !refused && <ErrorState title={texts.hubs.saveFailed} error={save.error} />}
      {!hub && (
        <Field
          required
          label={texts.hubs.name}
          hint={texts.hubs.nameHint}
          validationMessage={tried && wrong.name ? texts.hubs.nameInvalid : undefined}
        >
          <Input
            value={name}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(_, { value }) => setName(value)}
          />
        </Field>
      )}
      <Field
        required
        label={texts.hubs.hosts}
        hint={texts.hubs.hostsHint}
        validationMessage={tried && wrong.hosts ? texts.hubs.hostsMissing : undefined}
      >
        <Textarea
          value={hosts}
          rows={3}
          spellCheck={false}
          onChange={(_, { value }) => setHosts(value)}
        />
      </Field>
      <Field
        required
        label={texts.hubs.weight}
        hint={texts.hubs.weightHint}
        validationMessage={tried && wrong.weight ? texts.hubs.weightInvalid : undefined}
      >
        <Input value={weight} inputMode="numeric" onChange={(_, { value }) => setWeight(value)} />
      </Field>
      <Field
        label={texts.hubs.networks}
        hint={texts.hubs.networksHint}
        validationMessage={refused?.message}
      >
        <Textarea
          value={networks}
          rows={3}
          spellCheck={false}
          onChange={(_, { value }) => setNetworks(value)}
        />
      </Field>
    </FormDialog>
  );
}
