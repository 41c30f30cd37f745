package dev.homeport.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.1, true",
    "192.0.2.0/24, 192.0.3.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.200, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "0.0.0.0/0, ::ffff:203.0.113.9, true",
    "::/0, 2001:db8::1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "192.0.2.0/24, device.example.com, false",
    "192.0.2.0/24, '', false",
  })
  void knowsItsAddresses(String network, String address, boolean within) {
    assertThat(Network.parse(network).contains(address)).isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.1/24",
        "192.0.2/24",
        "example.com/24",
        "2001:db8::/129",
        "2001:db8::1/32",
        "192.0.2.0/24/24",
        " 192.0.2.0/24",
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOfSatisfying(
            HubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NETWORK_INVALID));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.0/24, 192.0.2.0/24", "192.0.2.7, 192.0.2.7/32"})
  void isWrittenInOneForm(String text, String form) {
    assertThat(Network.parse(text)).hasToString(form).isEqualTo(Network.parse(form));
  }
}
