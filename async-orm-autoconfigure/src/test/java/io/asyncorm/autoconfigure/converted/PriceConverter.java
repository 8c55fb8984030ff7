package io.asyncorm.autoconfigure.converted;

import java.math.BigDecimal;

import io.asyncorm.model.AttributeConverter;

/**
 * Stores prices in euros.
 */
public final class PriceConverter implements AttributeConverter<Price, BigDecimal> {

	@Override
	public BigDecimal toColumn(Price price) {
		return price.amount();
	}

	@Override
	public Price fromColumn(BigDecimal amount) {
		return new Price(amount, "EUR");
	}

}
