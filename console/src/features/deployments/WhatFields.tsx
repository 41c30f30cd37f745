import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { firmwareQuery } from '../../api/firmware';
import { groupsQuery } from '../../api/groups';
import { ConditionField } from '../../components/ConditionField';
import { texts } from '../../lib/texts';
import { TARGETS, type DeploymentForm, type Faults } from './form';

const words = texts.newDeployment;

export interface FieldsProps {
  form: DeploymentForm;
  faults: Faults;
  onChange: (change: Partial<DeploymentForm>) => void;
}

/** Which version, and for which devices. */
export function WhatFields({ form, faults, onChange }: FieldsProps) {
  const firmware = useQuery(firmwareQuery);
  const groups = useQuery(groupsQuery);
  return (
    <>
      <Field required label={words.name} validationMessage={faults.name}>
        <Input
          value={form.name}
          maxLength={128}
          autoComplete="off"
          onChange={(_, { value }) => onChange({ name: value })}
        />
      </Field>
      <Field
        required
        label={words.firmware}
        hint={firmware.data?.items.length === 0 ? words.noFirmware : undefined}
        validationMessage={faults.firmwareId}
      >
        <Select
          value={form.firmwareId}
          onChange={(_, { value }) => onChange({ firmwareId: value })}
        >
          <option value="">{words.chooseFirmware}</option>
          {firmware.data?.items.map(({ id, name, version }) => (
            <option key={id} value={id}>
              {texts.firmware.of(name, version)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.target}>
        <Select
          value={form.target}
          onChange={(_, { value }) => onChange({ target: value as DeploymentForm['target'] })}
        >
          {TARGETS.map((target) => (
            <option key={target} value={target}>
              {words.targets[target]}
            </option>
          ))}
        </Select>
      </Field>
      {form.target === 'group' && (
        <Field required label={words.group} validationMessage={faults.group}>
          <Select value={form.group} onChange={(_, { value }) => onChange({ group: value })}>
            <option value="">{words.chooseGroup}</option>
            {groups.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
      )}
      {form.target === 'condition' && (
        <ConditionField
          required
          label={words.condition}
          hint={words.conditionHint}
          missing={faults.condition}
          value={form.condition}
          onChange={(condition) => onChange({ condition })}
        />
      )}
      {form.target === 'devices' && (
        <Field
          required
          label={words.devices}
          hint={words.devicesHint}
          validationMessage={faults.devices}
        >
          <Textarea
            resize="vertical"
            spellCheck={false}
            value={form.devices}
            onChange={(_, { value }) => onChange({ devices: value })}
          />
        </Field>
      )}
    </>
  );
}
