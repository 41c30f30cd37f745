package dev.homeport.transfer;

import dev.homeport.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Which identities a stream has named so far: 64 bits of a salted digest for each, in a table of at
 * most 64 MiB. Two of a million identities share their 64 bits with a probability of 3 in 10^8.
 * Confined to its caller.
 */
final class SeenIdentities {

  /** As many as one stream may name. */
  static final int MAX = 5_000_000;

  private static final int FIRST_CAPACITY = 1 << 12;

  private final MessageDigest digest;
  private final byte[] salt = new byte[16];
  private long[] table = new long[FIRST_CAPACITY];
  private int size;

  SeenIdentities() {
    new SecureRandom().nextBytes(salt);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  boolean isFull() {
    return size == MAX;
  }

  /** Notes an identity; false when it was there. */
  boolean add(Identity identity) {
    if (!put(table, hash(identity))) {
      return false;
    }
    size++;
    if (size > table.length / 8 * 5) {
      long[] larger = new long[table.length * 2];
      for (long hash : table) {
        if (hash != 0) {
          put(larger, hash);
        }
      }
      table = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long hash) {
    int slot = (int) hash & (table.length - 1);
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = hash;
    return true;
  }

  /** Never 0, which marks an empty place. */
  private long hash(Identity identity) {
    digest.update(salt);
    byte[] all = digest.digest(identity.path().getBytes(StandardCharsets.UTF_8));
    long hash = ByteBuffer.wrap(all).getLong();
    return hash == 0 ? 1 : hash;
  }
}
