package io.asyncorm.autoconfigure.market;

import io.asyncorm.model.AttributeConverter;

import org.springframework.stereotype.Component;

@Component
class MoneyConverter implements AttributeConverter<Money, Long> {

	@Override
	public Long toColumn(Money value) {
		return value.cents();
	}

	@Override
	public Money fromColumn(Long stored) {
		return new Money(stored);
	}

}
