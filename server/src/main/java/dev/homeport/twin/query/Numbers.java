package dev.homeport.twin.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The arithmetic of the language, the same as the SQL functions {@code query_*} have: exact
 * decimals below 1e308 with at most 308 places, quotients cut after 30 places, and 15 digits of
 * what EXP, POWER and SQRT find. What has no result is undefined.
 */
final class Numbers {

  private static final int PLACES = 308;
  private static final BigDecimal LIMIT = BigDecimal.ONE.scaleByPowerOfTen(PLACES);
  private static final int QUOTIENT_PLACES = 30;
  private static final int MAX_EXPONENT = 690;
  private static final BigDecimal MAX_POWER = BigDecimal.ONE.scaleByPowerOfTen(300);
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final int MAX_TEXT = 100;

  private Numbers() {}

  static Optional<BigDecimal> bounded(BigDecimal number) {
    if (number.abs().compareTo(LIMIT) >= 0) {
      return Optional.empty();
    }
    if ((long) number.precision() - number.scale() < -PLACES) {
      return Optional.of(BigDecimal.ZERO);
    }
    return Optional.of(
        number.scale() > PLACES ? number.setScale(PLACES, RoundingMode.HALF_UP) : number);
  }

  static Optional<BigDecimal> arithmetic(Expression.Sign sign, BigDecimal left, BigDecimal right) {
    return switch (sign) {
      case PLUS -> bounded(left.add(right));
      case MINUS -> bounded(left.subtract(right));
      case TIMES -> bounded(left.multiply(right));
      case DIVIDED_BY ->
          right.signum() == 0
              ? Optional.empty()
              : bounded(left.divide(right, QUOTIENT_PLACES, RoundingMode.DOWN));
      case MODULO -> right.signum() == 0 ? Optional.empty() : bounded(left.remainder(right));
    };
  }

  static Optional<BigDecimal> parse(String text) {
    return text.length() <= MAX_TEXT && NUMBER.matcher(text).matches()
        ? bounded(new BigDecimal(text))
        : Optional.empty();
  }

  static Optional<BigDecimal> sqrt(BigDecimal number) {
    return number.signum() < 0
        ? Optional.empty()
        : Optional.of(ofDouble(Math.sqrt(number.doubleValue())));
  }

  static Optional<BigDecimal> exp(BigDecimal exponent) {
    return exponent.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0
        ? Optional.empty()
        : Optional.of(ofDouble(Math.exp(exponent.doubleValue())));
  }

  static Optional<BigDecimal> power(BigDecimal base, BigDecimal exponent) {
    if (base.signum() == 0) {
      return exponent.signum() < 0
          ? Optional.empty()
          : Optional.of(exponent.signum() == 0 ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    boolean whole = exponent.stripTrailingZeros().scale() <= 0;
    if (exponent.abs().compareTo(MAX_POWER) > 0 || (base.signum() < 0 && !whole)) {
      return Optional.empty();
    }
    double b = base.doubleValue();
    double e = exponent.doubleValue();
    boolean one = base.abs().compareTo(BigDecimal.ONE) == 0;
    if (!one && Math.abs(e) > MAX_EXPONENT / Math.abs(Math.log(Math.abs(b)))) {
      return Optional.empty();
    }
    return Optional.of(ofDouble(Math.pow(b, e)));
  }

  private static BigDecimal ofDouble(double value) {
    return new BigDecimal(value).round(DIGITS);
  }
}
