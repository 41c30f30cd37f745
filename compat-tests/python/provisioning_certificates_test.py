"""The Python SDK against a running server: devices with certificates are assigned and then connect to their hubs.

Takes the variables that `./homeport env` prints, and DEVICES, a folder with one for each device, PROTOCOL-DEVICE; those
whose name begins with "stranger" are refused.
"""

import os
from pathlib import Path

from azure.iot.device import IoTHubDeviceClient, Message, ProvisioningDeviceClient, X509

CA = Path(os.environ["HOMEPORT_CA_FILE"]).read_text(encoding="utf-8")


def register(device, certificate, websockets):
    client = ProvisioningDeviceClient.create_from_x509_certificate(
        provisioning_host=os.environ["HOMEPORT_PROVISIONING_HOST"],
        registration_id=device,
        id_scope=os.environ["HOMEPORT_ID_SCOPE"],
        x509=certificate,
        server_verification_cert=CA,
        websockets=websockets,
    )
    return client.register()


def sends(device, certificate, websockets):
    result = register(device, certificate, websockets)
    assert result.status == "assigned", result.status
    state = result.registration_state
    assert state.device_id == device, state.device_id
    client = IoTHubDeviceClient.create_from_x509_certificate(
        x509=certificate,
        hostname=state.assigned_hub,
        device_id=state.device_id,
        server_verification_cert=CA,
        websockets=websockets,
    )
    client.connect()
    client.send_message(Message("{}"))
    client.shutdown()


def is_refused(device, certificate, websockets):
    try:
        register(device, certificate, websockets)
    except Exception as refused:  # the SDK raises several kinds
        print("refused as it should be:", device, type(refused).__name__)
    else:
        raise AssertionError(device + " was assigned")


def main():
    folders = sorted(Path(os.environ["DEVICES"]).iterdir())
    assert folders, "no devices"
    for folder in folders:
        device = (folder / "device").read_text(encoding="utf-8")
        certificate = X509(cert_file=str(folder / "chain.pem"), key_file=str(folder / "key.pem"))
        expected = is_refused if device.startswith("stranger") else sends
        expected(device, certificate, folder.name.startswith("mqtt-ws"))
        print(folder.name, "passed")


main()
