"""The Python SDK against a running server: a device of a group is assigned and then connects to its hub.

Takes the variables that `./homeport env` prints, and the key and id of a device.
"""

import os

from azure.iot.device import IoTHubDeviceClient, Message, ProvisioningDeviceClient

with open(os.environ["HOMEPORT_CA_FILE"], encoding="utf-8") as file:
    CA = file.read()

DEVICE = os.environ["DEVICE_ID"]
KEY = os.environ["DEVICE_KEY"]


def register(key, websockets):
    client = ProvisioningDeviceClient.create_from_symmetric_key(
        provisioning_host=os.environ["HOMEPORT_PROVISIONING_HOST"],
        registration_id=DEVICE,
        id_scope=os.environ["HOMEPORT_ID_SCOPE"],
        symmetric_key=key,
        server_verification_cert=CA,
        websockets=websockets,
    )
    client.provisioning_payload = {"model": "TX-100"}
    return client.register()


def main():
    for websockets in (False, True):
        result = register(KEY, websockets)
        assert result.status == "assigned", result.status
        state = result.registration_state
        assert state.device_id == DEVICE, state.device_id
        assert '"TX-100"' in str(state.response_payload).replace("'", '"'), state.response_payload
        client = IoTHubDeviceClient.create_from_symmetric_key(
            symmetric_key=KEY,
            hostname=state.assigned_hub,
            device_id=state.device_id,
            server_verification_cert=CA,
        )
        client.connect()
        client.send_message(Message("{}"))
        client.shutdown()
    try:
        register("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", False)
    except Exception as refused:  # the SDK raises several kinds
        print("refused as it should be:", type(refused).__name__)
    else:
        raise AssertionError("a wrong key was accepted")
    print("all passed")


main()
