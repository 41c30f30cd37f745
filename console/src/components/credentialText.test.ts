import { describe, expect, it } from 'vitest';
import type { OnboardedDevice } from '../api/types';
import { credentialFile, credentialText } from './credentialText';

const nothing: OnboardedDevice = {
  serial: 'SN-1',
  deviceId: 'SN-1',
  model: null,
  hostName: 'hub.example.com',
  idScope: null,
  checks: [],
  connectionString: null,
  primaryKey: null,
  secondaryKey: null,
  certificate: null,
  authority: null,
  thumbprint: null,
  endorsementKey: null,
};
const keys = { primaryKey: 'Zmlyc3Q=', secondaryKey: 'c2Vjb25k' };
const file = (device: OnboardedDevice) => JSON.parse(credentialFile(device)) as object;
const code = (device: OnboardedDevice) => JSON.parse(credentialText(device)) as object;

describe('what a device is handed', () => {
  it('is a connection string on the hub', () => {
    const connectionString = 'HostName=hub.example.com;DeviceId=SN-1;SharedAccessKey=Zmlyc3Q=';
    const device = { ...nothing, ...keys, connectionString };

    expect(code(device)).toEqual({ connectionString });
    expect(file(device)).toEqual({
      hostName: 'hub.example.com',
      deviceId: 'SN-1',
      connectionString,
      ...keys,
    });
  });

  it('is where and as whom to register, with a key, when it was enrolled', () => {
    const device = { ...nothing, ...keys, idScope: '0ne0000ABCD' };
    const where = {
      globalDeviceEndpoint: 'hub.example.com',
      idScope: '0ne0000ABCD',
      registrationId: 'SN-1',
    };

    expect(code(device)).toEqual({ ...where, symmetricKey: 'Zmlyc3Q=' });
    expect(file(device)).toEqual({ ...where, deviceId: 'SN-1', ...keys });
  });

  it('names the TPM that the enrollment knows', () => {
    const device = { ...nothing, idScope: '0ne0000ABCD', endorsementKey: 'AToA' };

    expect(code(device)).toMatchObject({ idScope: '0ne0000ABCD', endorsementKey: 'AToA' });
    expect(file(device)).toMatchObject({ registrationId: 'SN-1', endorsementKey: 'AToA' });
  });
});
