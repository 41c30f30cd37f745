package dev.homeport.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlobSasTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final BlobName NAME = new BlobName("blob-firmware", "a b/c");

  private final BlobSas sas = new BlobSas(Secret.randomKey(64));

  private static Object refused(String reason) {
    return new BlobSas.Verdict.Refused(reason);
  }

  @Test
  void grantsWhatItWasMadeForUntilItExpires() {
    String query = sas.query(NAME, Grant.read(LATER, "device/1 & more"));

    assertThat(sas.check(query, NAME, 'r', NOW))
        .isEqualTo(new BlobSas.Verdict.Granted("device/1 & more"));
    assertThat(sas.check(query, NAME, 'r', LATER)).isEqualTo(refused("the URL has expired"));
    assertThat(sas.check(query, NAME, 'w', NOW))
        .isEqualTo(refused("the signature does not permit this"));
  }

  @Test
  void refusesWhatWasChanged() {
    String query = sas.query(NAME, Grant.read(LATER, "device-1"));

    assertThat(
            List.of(
                sas.check(query.replace("10%3A01", "11%3A01"), NAME, 'r', NOW),
                sas.check(query.replace("sp=r", "sp=rw"), NAME, 'w', NOW),
                sas.check(query.replace("si=device-1", "si=device-2"), NAME, 'r', NOW),
                sas.check(query.replace("&si=device-1", ""), NAME, 'r', NOW),
                sas.check(query.replace("sr=b", "sr=c"), NAME, 'r', NOW),
                sas.check(query, new BlobName("blob-firmware", "other"), 'r', NOW),
                new BlobSas(Secret.randomKey(64)).check(query, NAME, 'r', NOW)))
        .containsOnly((BlobSas.Verdict) refused("the signature does not fit the URL"));
  }

  @Test
  void refusesWhatIsNoSignature() {
    String query = sas.query(NAME, Grant.read(LATER, null));

    assertThat(
            List.of(
                sas.check(null, NAME, 'r', NOW),
                sas.check("", NAME, 'r', NOW),
                sas.check(query + "&se=2030-01-01", NAME, 'r', NOW),
                sas.check(query + "&rscd=file", NAME, 'r', NOW),
                sas.check(query + "&st=%zz", NAME, 'r', NOW),
                sas.check("sv=2022-11-02&sr=b&sig=%21", NAME, 'r', NOW),
                sas.check(query + "&x=" + "y".repeat(5000), NAME, 'r', NOW)))
        .allMatch(verdict -> verdict instanceof BlobSas.Verdict.Refused);
  }

  @Test
  void signsTheFieldsAsAzureStorageOrdersThem() {
    // Computed apart, by HMAC-SHA256 over the sixteen lines of "Create a service SAS".
    BlobSas known = new BlobSas(new Secret("a2V5"));

    assertThat(known.query(new BlobName("blob-x", "y"), Grant.read(NOW, null)))
        .startsWith("sv=2022-11-02&se=2026-03-01T10%3A00%3A00Z&sr=b&sp=r&sig=")
        .endsWith("FM0dW2jW9LQKv7lHUYJivzDAUy40dY48Qn4QUcnUTDM%3D");
  }
}
