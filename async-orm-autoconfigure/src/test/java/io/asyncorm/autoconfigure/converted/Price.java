package io.asyncorm.autoconfigure.converted;

import java.math.BigDecimal;

/**
 * A price in some currency.
 */
public record Price(BigDecimal amount, String currency) {

}
