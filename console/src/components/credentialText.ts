import type { OnboardedDevice } from '../api/types';

/** What a device needs to connect, as the text of a QR code. */
export function credentialText(device: OnboardedDevice): string {
  const { hostName, deviceId, idScope, connectionString, primaryKey, endorsementKey } = device;
  if (idScope !== null) {
    return JSON.stringify({
      globalDeviceEndpoint: hostName,
      idScope,
      registrationId: deviceId,
      ...(primaryKey !== null
        ? { symmetricKey: primaryKey }
        : endorsementKey !== null
          ? { endorsementKey }
          : { x509: true }),
    });
  }
  return JSON.stringify(
    connectionString === null ? { hostName, deviceId, x509: true } : { connectionString },
  );
}

/** The file: all that was handed out, keys and certificates, and where the device goes with them. */
export function credentialFile(device: OnboardedDevice): string {
  const { hostName, deviceId, idScope, connectionString, primaryKey, secondaryKey } = device;
  const { certificate, authority, thumbprint, endorsementKey } = device;
  const given = Object.fromEntries(
    Object.entries({
      ...(idScope === null
        ? { hostName, deviceId }
        : { globalDeviceEndpoint: hostName, idScope, registrationId: deviceId, deviceId }),
      connectionString,
      primaryKey,
      secondaryKey,
      certificate,
      authority,
      thumbprint,
      endorsementKey,
    }).filter(([, value]) => value !== null),
  );
  return `${JSON.stringify(given, null, 2)}\n`;
}
