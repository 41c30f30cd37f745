export type Language = 'node' | 'java';

export const environment = `export IOTHUB_DEVICE_CONNECTION_STRING='HostName=…;DeviceId=…;SharedAccessKey=…'
export HOMEPORT_CA_FILE=/path/to/ca.pem`;

/** Device programs on the public Azure IoT SDKs; only the trusted CA is Homeport's. */
export const snippets: Record<Language, { name: string; install: string; program: string }> = {
  node: {
    name: 'Node.js',
    install: 'npm install azure-iot-device azure-iot-device-mqtt',
    program: `const { readFileSync } = require('node:fs');
const { Client, Message } = require('azure-iot-device');
const { Mqtt } = require('azure-iot-device-mqtt');

async function main() {
  const { IOTHUB_DEVICE_CONNECTION_STRING, HOMEPORT_CA_FILE } = process.env;
  const client = Client.fromConnectionString(IOTHUB_DEVICE_CONNECTION_STRING, Mqtt);
  await client.setOptions({ ca: readFileSync(HOMEPORT_CA_FILE, 'utf8') });
  await client.open();

  const message = new Message(JSON.stringify({ temperature: 21.5 }));
  message.contentType = 'application/json';
  message.contentEncoding = 'utf-8';
  await client.sendEvent(message);
  await client.close();
}

main();`,
  },
  java: {
    name: 'Java',
    install: `<dependency>
  <groupId>com.microsoft.azure.sdk.iot</groupId>
  <artifactId>iot-device-client</artifactId>
  <version>2.5.0</version>
</dependency>`,
    program: `import com.microsoft.azure.sdk.iot.device.*;
import java.nio.file.*;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.*;

public class FirstDevice {
  public static void main(String[] args) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var pem = Files.newInputStream(Path.of(System.getenv("HOMEPORT_CA_FILE")))) {
      var ca = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      trusted.setCertificateEntry("homeport", ca);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);

    var client = new DeviceClient(
        System.getenv("IOTHUB_DEVICE_CONNECTION_STRING"),
        IotHubClientProtocol.MQTT,
        ClientOptions.builder().sslContext(tls).build());
    client.open(true);
    var message = new Message("{\\"temperature\\":21.5}");
    message.setContentType("application/json");
    message.setContentEncoding("utf-8");
    client.sendEvent(message);
    client.close();
  }
}`,
  },
};
